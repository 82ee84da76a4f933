(function(w,d){"use strict";
var q=[],cfg={lang:"ar",dir:"rtl",consent:null,lazy:true,slots:["top","inread","side1","side2","foot"],endpoints:{collect:"/collect",consent:"/consent",search:"/search"}};
function on(e,t,f){e&&e.addEventListener&&e.addEventListener(t,f,false)}
function all(s,r){return Array.prototype.slice.call((r||d).querySelectorAll(s))}
function send(n,p){q.push([n,p,Date.now()]);if(q.length>20){flush()}}
function flush(){if(!q.length){return}var b=q.splice(0,q.length);try{w.navigator.sendBeacon&&w.navigator.sendBeacon(cfg.endpoints.collect,JSON.stringify(b))}catch(e){}}
function consent(v){cfg.consent=v;try{w.localStorage.setItem("consent",v)}catch(e){}var n=d.querySelector(".cookie-notice");if(n){n.style.display="none"}send("consent",v)}
function lazy(){all("img[data-src]").forEach(function(i){var r=i.getBoundingClientRect();if(r.top<w.innerHeight+300){i.src=i.getAttribute("data-src");i.removeAttribute("data-src")}})}
function menu(){all(".menu-toggle").forEach(function(b){on(b,"click",function(){var t=d.querySelector(b.getAttribute("data-target")||".main-nav");t&&t.classList.toggle("is-open")})})}
function share(){all("[data-share]").forEach(function(a){on(a,"click",function(e){e.preventDefault();send("share",a.getAttribute("data-share"));w.open(a.href,"share","width=600,height=400")})})}
function tabs(){all(".tabs-menu a").forEach(function(a){on(a,"click",function(e){e.preventDefault();all(".tab-content").forEach(function(t){t.hidden=true});var t=d.querySelector(a.getAttribute("href"));if(t){t.hidden=false}})})}
function ticker(){var u=d.querySelector(".breaking ul");if(!u){return}var i=0,l=u.children;w.setInterval(function(){for(var k=0;k<l.length;k++){l[k].style.display=k===i?"inline-block":"none"}i=(i+1)%l.length},4000)}
function progress(){var b=d.getElementById("reading-position-indicator");if(!b){return}on(w,"scroll",function(){var h=d.documentElement;b.style.width=(h.scrollTop/(h.scrollHeight-h.clientHeight)*100)+"%"})}
function slots(){cfg.slots.forEach(function(s){var e=d.getElementById("slot-"+s);if(e){e.setAttribute("data-filled","0");send("slot",s)}})}
on(d,"DOMContentLoaded",function(){menu();share();tabs();ticker();progress();slots();lazy();all("[data-consent]").forEach(function(b){on(b,"click",function(){consent(b.getAttribute("data-consent"))})})});
on(w,"scroll",lazy);on(w,"beforeunload",flush);w.site={send:send,cfg:cfg};
})(window,document);
