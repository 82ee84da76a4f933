"""Builds the name lexicons of malaff from sources with open licences.

    python tools/build_lexicons.py SOURCE_FOLDER [--news ANT.jsonl.gz ...]

SOURCE_FOLDER holds `unicef_names/` (units.tsv.gz, full_names.tsv.gz of arabic-name-romanizer: Wikidata and the Algerian
name corpus, CC0, DziriNames, MIT), `wof/` (Who's On First, CC BY) and `arwikicats/` (MIT). `--news` names JSONL files
whose word counts tell names from common words; nothing of their text is kept. Written into `src/malaff/lexicon/`:

    given_names.tsv, surnames.tsv    folded forms with how many people bear them
    places.tsv                       cities, regions, lands other than states
    countries.tsv                    states with capital, other names and adjectives (table below)
    nationalities.tsv                every form of a nationality adjective, with its country

`offices.tsv` and `organisations.tsv` are written by hand and not touched.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import sys
from pathlib import Path

from malaff.arabic.fold import fold
from malaff.arabic.words import Words

LEXICON = Path(__file__).resolve().parent.parent / "src" / "malaff" / "lexicon"

# code | name in the press | other names | capital (the seat, other spellings after it) | adjectives, masculine singular
COUNTRIES = """
SA|السعودية|المملكة العربية السعودية,العربية السعودية|الرياض|سعودي
EG|مصر|جمهورية مصر العربية|القاهرة|مصري
SY|سوريا|سورية,الجمهورية العربية السورية|دمشق|سوري
IQ|العراق|جمهورية العراق|بغداد|عراقي
JO|الأردن|المملكة الأردنية الهاشمية,المملكة الأردنية|عمان|أردني
LB|لبنان|الجمهورية اللبنانية|بيروت|لبناني
PS|فلسطين|دولة فلسطين,الأراضي الفلسطينية,السلطة الفلسطينية|رام الله,القدس|فلسطيني
KW|الكويت|دولة الكويت|الكويت|كويتي
BH|البحرين|مملكة البحرين|المنامة|بحريني
QA|قطر|دولة قطر|الدوحة|قطري
AE|الإمارات|الإمارات العربية المتحدة,دولة الإمارات,دولة الإمارات العربية المتحدة|أبوظبي,أبو ظبي|إماراتي
OM|سلطنة عمان|عُمان,عمان|مسقط|عماني
YE|اليمن|الجمهورية اليمنية|صنعاء,عدن|يمني
LY|ليبيا|دولة ليبيا,الجماهيرية الليبية|طرابلس|ليبي
TN|تونس|الجمهورية التونسية|تونس|تونسي
DZ|الجزائر|الجمهورية الجزائرية|الجزائر|جزائري
MA|المغرب|المملكة المغربية|الرباط|مغربي
MR|موريتانيا|الجمهورية الإسلامية الموريتانية|نواكشوط|موريتاني
SD|السودان|جمهورية السودان|الخرطوم|سوداني
SS|جنوب السودان|جمهورية جنوب السودان,دولة جنوب السودان|جوبا|جنوب سوداني
SO|الصومال|جمهورية الصومال|مقديشو|صومالي
DJ|جيبوتي|جمهورية جيبوتي|جيبوتي|جيبوتي
KM|جزر القمر|الاتحاد القمري|موروني|قمري
EH|الصحراء الغربية|الجمهورية الصحراوية|العيون|صحراوي
US|الولايات المتحدة|الولايات المتحدة الأمريكية,الولايات المتحدة الأميركية,أمريكا,أميركا|واشنطن|أمريكي,أميركي
GB|بريطانيا|المملكة المتحدة,بريطانيا العظمى,إنجلترا,إنكلترا,انجلترا|لندن|بريطاني,إنجليزي,إنكليزي
FR|فرنسا|الجمهورية الفرنسية|باريس|فرنسي
DE|ألمانيا|ألمانيا الاتحادية,جمهورية ألمانيا الاتحادية|برلين|ألماني
IT|إيطاليا|الجمهورية الإيطالية|روما|إيطالي
ES|إسبانيا|أسبانيا,المملكة الإسبانية|مدريد|إسباني,أسباني
PT|البرتغال||لشبونة|برتغالي
NL|هولندا|المملكة الهولندية|لاهاي,أمستردام|هولندي
BE|بلجيكا||بروكسل|بلجيكي
LU|لوكسمبورغ|لوكسمبورج|لوكسمبورغ|لوكسمبورغي
CH|سويسرا|الاتحاد السويسري|برن,بيرن|سويسري
AT|النمسا||فيينا|نمساوي
SE|السويد||ستوكهولم|سويدي
NO|النرويج||أوسلو|نرويجي
DK|الدنمارك|الدانمارك,الدانمرك|كوبنهاغن,كوبنهاجن|دنماركي,دانماركي
FI|فنلندا||هلسنكي|فنلندي
IS|آيسلندا|أيسلندا,إيسلندا|ريكيافيك|آيسلندي,أيسلندي
IE|إيرلندا|أيرلندا,ايرلندا|دبلن|إيرلندي,أيرلندي
GR|اليونان|الجمهورية اليونانية|أثينا|يوناني
CY|قبرص||نيقوسيا|قبرصي
MT|مالطا||فاليتا|مالطي
TR|تركيا|الجمهورية التركية|أنقرة|تركي
RU|روسيا|روسيا الاتحادية,الاتحاد الروسي|موسكو|روسي
UA|أوكرانيا|اوكرانيا|كييف|أوكراني
BY|بيلاروسيا|بيلاروس,روسيا البيضاء|مينسك|بيلاروسي
PL|بولندا|بولونيا|وارسو|بولندي
CZ|التشيك|جمهورية التشيك,تشيكيا|براغ|تشيكي
SK|سلوفاكيا||براتيسلافا|سلوفاكي
HU|المجر|هنغاريا|بودابست|مجري,هنغاري
RO|رومانيا||بوخارست|روماني
BG|بلغاريا||صوفيا|بلغاري
RS|صربيا||بلغراد|صربي
HR|كرواتيا||زغرب|كرواتي
BA|البوسنة والهرسك|البوسنة|سراييفو|بوسني
SI|سلوفينيا||ليوبليانا|سلوفيني
MK|مقدونيا الشمالية|مقدونيا|سكوبيه|مقدوني
AL|ألبانيا||تيرانا|ألباني
XK|كوسوفو|كوسوفا|بريشتينا|كوسوفي
ME|الجبل الأسود|مونتينيغرو|بودغوريتشا|مونتينيغري
LT|ليتوانيا||فيلنيوس|ليتواني
LV|لاتفيا||ريغا|لاتفي
EE|إستونيا|استونيا|تالين|إستوني
MD|مولدوفا|مولدافيا|كيشيناو|مولدوفي
GE|جورجيا||تبليسي,تفليس|جورجي
AM|أرمينيا||يريفان|أرميني,أرمني
AZ|أذربيجان|اذربيجان|باكو|أذربيجاني,أذري
VA|الفاتيكان|الكرسي الرسولي|الفاتيكان|فاتيكاني
MC|موناكو||موناكو|موناكي
LI|ليختنشتاين||فادوز|ليختنشتايني
AD|أندورا||أندورا لا فيلا|أندوري
SM|سان مارينو||سان مارينو|سان ماريني
IR|إيران|الجمهورية الإسلامية الإيرانية,جمهورية إيران الإسلامية|طهران|إيراني
IL|إسرائيل|دولة إسرائيل,الكيان الصهيوني|تل أبيب|إسرائيلي
AF|أفغانستان||كابول,كابل|أفغاني
PK|باكستان|جمهورية باكستان الإسلامية|إسلام آباد,إسلام أباد|باكستاني
IN|الهند||نيودلهي,دلهي الجديدة|هندي
BD|بنغلاديش|بنجلادش,بنغلادش|دكا|بنغلاديشي,بنغالي
LK|سريلانكا|سري لانكا|كولومبو|سريلانكي
NP|نيبال||كاتماندو,كاتمندو|نيبالي
BT|بوتان|بهوتان|تيمفو|بوتاني
MV|المالديف|جزر المالديف|ماليه|مالديفي
CN|الصين|جمهورية الصين الشعبية,الصين الشعبية|بكين,بيجين|صيني
TW|تايوان||تايبيه|تايواني
HK|هونغ كونغ|هونج كونج||هونغ كونغي
JP|اليابان||طوكيو|ياباني
KR|كوريا الجنوبية|جمهورية كوريا|سيول,سيئول|كوري جنوبي,كوري
KP|كوريا الشمالية|جمهورية كوريا الديمقراطية الشعبية|بيونغ يانغ,بيونج يانج,بيونغيانغ|كوري شمالي
MN|منغوليا||أولان باتور|منغولي
KZ|كازاخستان|قازاخستان,كازخستان|أستانا,نور سلطان|كازاخستاني,كازاخي
UZ|أوزبكستان|أوزباكستان|طشقند|أوزبكستاني,أوزبكي
TM|تركمانستان||عشق آباد|تركمانستاني,تركماني
KG|قيرغيزستان|قرغيزستان,قيرغيزيا|بيشكك|قيرغيزي,قرغيزي
TJ|طاجيكستان||دوشنبه|طاجيكي,طاجيكستاني
MM|ميانمار|بورما|نايبيداو|ميانماري,بورمي
TH|تايلاند|تايلند|بانكوك|تايلاندي,تايلندي
VN|فيتنام|فيتنام الشمالية|هانوي|فيتنامي
LA|لاوس||فيينتيان|لاوسي
KH|كمبوديا||بنوم بنه|كمبودي
MY|ماليزيا||كوالالمبور,كوالا لمبور|ماليزي
SG|سنغافورة||سنغافورة|سنغافوري
ID|إندونيسيا|أندونيسيا|جاكرتا|إندونيسي,أندونيسي
PH|الفلبين|الفيليبين|مانيلا|فلبيني,فيليبيني
BN|بروناي|سلطنة بروناي|بندر سري بكاوان|بروناوي
TL|تيمور الشرقية|تيمور ليشتي|ديلي|تيموري
AU|أستراليا|استراليا|كانبرا,كانبيرا|أسترالي
NZ|نيوزيلندا|نيوزيلاندا|ويلينغتون,ولينغتون|نيوزيلندي
PG|بابوا غينيا الجديدة||بورت مورسبي|بابوي
FJ|فيجي|جزر فيجي|سوفا|فيجي
SB|جزر سليمان||هونيارا|سليماني
VU|فانواتو||بورت فيلا|فانواتي
WS|ساموا||آبيا|ساموي
TO|تونغا||نوكوألوفا|تونغي
CA|كندا||أوتاوا|كندي
MX|المكسيك||مكسيكو سيتي,مكسيكو,مدينة مكسيكو|مكسيكي
GT|غواتيمالا|جواتيمالا|غواتيمالا سيتي|غواتيمالي
HN|هندوراس||تيغوسيغالبا|هندوراسي
SV|السلفادور||سان سلفادور|سلفادوري
NI|نيكاراغوا|نيكاراجوا|ماناغوا|نيكاراغوي
CR|كوستاريكا||سان خوسيه|كوستاريكي
PA|بنما||بنما سيتي|بنمي
BZ|بليز||بلموبان|بليزي
CU|كوبا||هافانا|كوبي
JM|جامايكا|جاميكا|كينغستون|جامايكي
HT|هايتي|هاييتي|بورت أو برنس,بور أو برانس|هايتي,هاييتي
DO|جمهورية الدومينيكان|الدومينيكان|سانتو دومينغو|دومينيكاني
TT|ترينيداد وتوباغو||بورت أوف سبين|ترينيدادي
BS|الباهاماس|جزر البهاما|ناساو|باهامي
BB|باربادوس|بربادوس|بريدجتاون|بربادوسي
PR|بورتوريكو||سان خوان|بورتوريكي
CO|كولومبيا||بوغوتا,بوجوتا|كولومبي
VE|فنزويلا||كراكاس,كاراكاس|فنزويلي
EC|الإكوادور|إكوادور|كيتو|إكوادوري
PE|بيرو|البيرو|ليما|بيروفي
BO|بوليفيا||لاباز|بوليفي
CL|تشيلي|شيلي|سانتياغو|تشيلي
AR|الأرجنتين||بوينس آيرس,بوينس أيرس|أرجنتيني
UY|أوروغواي|الأوروغواي,أوروجواي|مونتيفيديو|أوروغوياني,أوروغواياني
PY|باراغواي|الباراغواي|أسونسيون|باراغواياني
BR|البرازيل||برازيليا|برازيلي
GY|غيانا||جورج تاون|غياني
SR|سورينام||باراماريبو|سورينامي
NG|نيجيريا||أبوجا|نيجيري
NE|النيجر||نيامي|نيجري
ML|مالي|جمهورية مالي|باماكو|مالي
BF|بوركينا فاسو|بوركينافاسو|واغادوغو|بوركيني,بوركينابي
SN|السنغال||داكار,دكار|سنغالي
GM|غامبيا|جامبيا|بانجول|غامبي
GN|غينيا||كوناكري|غيني
GW|غينيا بيساو||بيساو|غيني بيساوي
SL|سيراليون||فريتاون|سيراليوني
LR|ليبيريا||مونروفيا|ليبيري
CI|ساحل العاج|كوت ديفوار|ياموسوكرو,أبيدجان|إيفواري,عاجي
GH|غانا||أكرا|غاني
TG|توغو|توجو|لومي|توغولي
BJ|بنين|بنن|بورتو نوفو|بنيني
CM|الكاميرون|الكامرون|ياوندي|كاميروني
TD|تشاد||نجامينا,انجمينا|تشادي
CF|أفريقيا الوسطى|جمهورية أفريقيا الوسطى,إفريقيا الوسطى,جمهورية إفريقيا الوسطى|بانغي|أفريقي أوسطي
GA|الغابون|الجابون|ليبرفيل|غابوني
GQ|غينيا الاستوائية||مالابو|غيني استوائي
CG|الكونغو|الكونغو برازافيل,جمهورية الكونغو|برازافيل|كونغولي
CD|الكونغو الديمقراطية|جمهورية الكونغو الديمقراطية|كينشاسا|كونغولي,كونغولي ديمقراطي
AO|أنغولا|أنجولا|لواندا|أنغولي
ZM|زامبيا||لوساكا|زامبي
ZW|زيمبابوي|زمبابوي|هراري|زيمبابوي,زيمبابوي
MZ|موزمبيق|الموزمبيق|مابوتو|موزمبيقي
MW|ملاوي|مالاوي|ليلونغوي|ملاوي
BW|بوتسوانا||غابورون|بوتسواني
NA|ناميبيا||ويندهوك|ناميبي
ZA|جنوب أفريقيا|جنوب إفريقيا,جنوب افريقيا|بريتوريا|جنوب أفريقي,جنوب إفريقي
LS|ليسوتو||ماسيرو|ليسوتي
SZ|سوازيلاند|إسواتيني|مبابان|سوازي
MG|مدغشقر||أنتاناناريفو|مدغشقري,ملغاشي
MU|موريشيوس||بورت لويس|موريشيوسي
SC|سيشل|سيشيل|فيكتوريا|سيشلي
KE|كينيا||نيروبي|كيني
TZ|تنزانيا||دودوما,دار السلام|تنزاني
UG|أوغندا||كمبالا|أوغندي
RW|رواندا||كيغالي|رواندي
BI|بوروندي||بوجومبورا|بوروندي
ET|إثيوبيا|أثيوبيا,الحبشة|أديس أبابا|إثيوبي,أثيوبي
ER|إريتريا|أريتريا,ارتيريا|أسمرة|إريتري,أريتري
CV|الرأس الأخضر||برايا|رأس أخضري
ST|ساو تومي وبرينسيب|ساو تومي|ساو تومي|ساو تومي
GL|غرينلاند||نوك|غرينلاندي
EU|الاتحاد الأوروبي|الاتحاد الاوربي,الإتحاد الأوروبي|بروكسل|أوروبي
SU|الاتحاد السوفيتي|الاتحاد السوفياتي,الإتحاد السوفييتي|موسكو|سوفيتي,سوفياتي
YU|يوغوسلافيا|يوغسلافيا|بلغراد|يوغوسلافي
CS|تشيكوسلوفاكيا||براغ|تشيكوسلوفاكي
KD|كردستان|إقليم كردستان,كردستان العراق,إقليم كردستان العراق|أربيل|كردستاني
"""

# Plurals that adding a suffix does not give; the country's code before them.
BROKEN_PLURALS = """
US أميركان أمريكان الأميركان
RU روس
TR أتراك
DE ألمان
GB إنجليز إنكليز بريطان
FR فرنسيس
GR يونان إغريق
AM أرمن
BG بلغار
RS صرب
HR كروات
AL ألبان
AF أفغان
ES إسبان
IT طليان إيطاليان
PT برتغال
HU مجر
PL بولنديين
SE سويديين
BA بشناق بوسنيون
IN هنود
IL إسرائيليين صهاينة
KZ كازاخ
UZ أوزبك
TM تركمان
KG قرغيز
TJ طاجيك
MN مغول
GE كرج
SU سوفييت سوفيت سوفيات
MA مغاربة
YE يمنيين
DZ جزائريين
CN صينيين
JP يابان
KR كوريين
FI فنلنديين
DK دنماركيين
"""

# Adjectives that mean something else far more often (financial, lunar, of ivory): countries.tsv has them, the list of
# forms does not.
AMBIGUOUS = frozenset(("مالي", "قمري", "عاجي", "سليماني"))

# Adjectives of peoples, regions and faiths that stand where a nationality stands, with no state of their own.
OTHER_ADJECTIVES = """
عربي غربي أوروبي أفريقي إفريقي آسيوي خليجي مغاربي شامي كردي تركماني أمازيغي أرمني يهودي مسيحي قبطي شيعي سني درزي
علوي إيزيدي أيزيدي سرياني آشوري شيشاني بشتوني بلوشي كتالوني إسكتلندي اسكتلندي ويلزي باسكي شركسي نوبي بدوي لاتيني
صهيوني بلقاني كاريبي اسكندنافي إسكندنافي عثماني فارسي حجازي نجدي غزاوي مقدسي أممي
"""

# Capitals come from COUNTRIES and Arab cities from Who's On First; these are the world's other places in the news.
WORLD_CITIES = """
نيويورك لوس_أنجلوس لوس_أنجليس شيكاغو هيوستن فيلادلفيا سان_فرانسيسكو سان_دييغو دالاس بوسطن سياتل ميامي أتلانتا ديترويت
لاس_فيغاس نيو_أورليانز بالتيمور دنفر فينيكس كليفلاند بيتسبرغ سانت_لويس هوليوود بيفرلي_هيلز مانهاتن بروكلين أورلاندو
كاليفورنيا تكساس فلوريدا ألاسكا هاواي واشنطن_دي_سي فرجينيا فيرجينيا بنسلفانيا أوهايو ميشيغان جورجيا كارولاينا نيوجيرسي
ماساتشوستس إلينوي أيوا نيوهامبشير نيفادا أريزونا كولورادو ألاباما لويزيانا تينيسي مينيسوتا ويسكونسن ميزوري غوانتانامو
تورونتو مونتريال فانكوفر كيبيك أونتاريو ساو_باولو ريو_دي_جانيرو غوادالاخارا مونتيري تيخوانا ميديلين كالي هيروشيما
مانشستر ليفربول برمنغهام بيرمنغهام غلاسكو أدنبرة إدنبرة ليدز شيفيلد بريستول كارديف بلفاست أكسفورد كامبريدج
نيوكاسل سالزبري
اسكتلندا إسكتلندا ويلز أيرلندا_الشمالية إيرلندا_الشمالية جبل_طارق جزر_فوكلاند
مرسيليا ليون تولوز نيس نانت ستراسبورغ مونبلييه بوردو ليل رين غرونوبل كاليه كورسيكا نورماندي
هامبورغ ميونيخ ميونخ كولونيا فرانكفورت شتوتغارت دوسلدورف دورتموند لايبزيغ دريسدن هانوفر بون بافاريا هانوفر نورمبرغ
ميلانو نابولي تورينو فلورنسا البندقية جنوى بولونيا باليرمو صقلية لامبيدوزا سردينيا فيرونا
برشلونة فالنسيا إشبيلية بلباو ملقة سرقسطة غرناطة قرطبة كتالونيا كاتالونيا الأندلس إقليم_الباسك سبتة مليلية
جزر_الكناري مايوركا
بورتو روتردام أنتويرب أنتفيرب لييج جنيف زيورخ زيوريخ لوزان بازل دافوس لوغانو سالزبورغ غراتس مونترو
غوتنبرغ مالمو آرهوس بيرغن سان_بطرسبرغ
سان_بطرسبورغ سانت_بطرسبرغ سوتشي غروزني قازان كازان فولغوغراد يكاترينبورغ
فلاديفوستوك نوفوسيبيرسك الشيشان داغستان إنغوشيا تتارستان القوقاز سيبيريا شبه_جزيرة_القرم القرم سيفاستوبول سيمفروبول
خاركيف أوديسا دونيتسك لوغانسك دونباس ماريوبول لفيف تشيرنوبل كراكوف غدانسك سالونيك سالونيكي كريت ليسبوس رودس
إسطنبول اسطنبول إزمير أنطاليا غازي_عنتاب ديار_بكر هاتاي أنطاكية شانلي_أورفا أورفة أضنة مرسين بورصة قونية الأناضول سيلوبي
أصفهان شيراز تبريز مشهد قم كرمانشاه الأهواز عربستان بندر_عباس نطنز فوردو بوشهر آراك أصفهان بلوشستان عبادان
تل_أبيب حيفا يافا الناصرة عكا بئر_السبع إيلات عسقلان أسدود سديروت اللد الرملة الجليل النقب القدس_الشرقية القدس_الغربية
قندهار هرات مزار_شريف جلال_آباد قندوز هلمند غزني لوغار تورا_بورا كراتشي لاهور بيشاور روالبندي راولبندي كويتا وزيرستان
البنجاب السند إقليم_السند كشمير سوات مومباي كلكتا مدراس حيدر_آباد بنغالور أحمد_آباد غوجارات آسام نيودلهي
شنغهاي شانغهاي قوانغتشو غوانغتشو شنتشن تيانجين ووهان التبت التيبت شينجيانغ أورومتشي ماكاو أوساكا كيوتو ناغازاكي فوكوشيما
أوكيناوا يوكوهاما ناغويا بوسان بانمونجوم إنتشون هو_تشي_منه سايغون بالي سومطرة جاوة آتشيه تيمور سولو مينداناو ماراوي
سيدني ملبورن بيرث بريزبن بريسبان أديلايد أوكلاند ولينغتون كرايستشيرش تسمانيا
لاغوس كانو مايدوغوري بورنو جوس كادونا دلتا_النيجر مومباسا غاريسا كمبالا زنجبار جوهانسبرغ جوهانسبورغ كيب_تاون كيب_تاون
ديربان سويتو تمبكتو غاو كيدال أزواد غوما كيفو كاتانغا لوبومباشي تيغراي أوغادين دارفور كردفان النيل_الأزرق أبيي
هرجيسا كيسمايو أرض_الصومال بونتلاند بلد_وين بيدوة
"""

REGIONS = """
الشرق_الأوسط الشرق_الأدنى الشرق_الأقصى الخليج الخليج_العربي الخليج_الفارسي الجزيرة_العربية شبه_الجزيرة_العربية
شبه_الجزيرة_الكورية الوطن_العربي العالم_العربي العالم_الإسلامي المغرب_العربي المشرق_العربي بلاد_الشام الهلال_الخصيب
أوروبا أوروبا_الشرقية أوروبا_الغربية أوربا أفريقيا إفريقيا شمال_أفريقيا شمال_إفريقيا غرب_أفريقيا شرق_أفريقيا
القرن_الأفريقي
القرن_الإفريقي القارة_الأفريقية القارة_السمراء القارة_الأوروبية آسيا آسيا_الوسطى جنوب_شرق_آسيا شرق_آسيا جنوب_آسيا
أميركا_اللاتينية أمريكا_اللاتينية أمريكا_الجنوبية أميركا_الجنوبية أمريكا_الشمالية أميركا_الشمالية أمريكا_الوسطى
الكاريبي الساحل الساحل_الأفريقي البلقان القطب_الشمالي القطب_الجنوبي أستراليا أوقيانوسيا
البحر_المتوسط البحر_الأبيض_المتوسط البحر_الأحمر البحر_الأسود بحر_قزوين بحر_العرب بحر_الصين_الجنوبي البحر_الميت
المحيط_الأطلسي المحيط_الهادئ المحيط_الهادي المحيط_الهندي الأطلسي الهادئ خليج_عدن خليج_العقبة خليج_عمان خليج_المكسيك
مضيق_هرمز مضيق_باب_المندب باب_المندب قناة_السويس قناة_بنما مضيق_جبل_طارق البوسفور نهر_النيل النيل نهر_الفرات الفرات
نهر_دجلة دجلة نهر_الأردن نهر_الليطاني جبال_الألب الهيمالايا جبل_الشيخ جبل_لبنان جبال_قنديل قنديل
الضفة_الغربية قطاع_غزة غزة الجولان هضبة_الجولان الجولان_السوري مزارع_شبعا سيناء شبه_جزيرة_سيناء الغوطة الغوطة_الشرقية
الغوطة_الغربية القلمون حوران الجزيرة_السورية جبل_الزاوية عفرين منبج كوباني عين_العرب الباب جرابلس تل_أبيض البوكمال
الميادين دوما حرستا داريا الزبداني مضايا معضمية_الشام القصير تدمر خان_شيخون سراقب معرة_النعمان جسر_الشغور سنجار تلعفر
الحويجة القائم هيت حديثة الشرقاط بيجي طوزخورماتو سامراء مخمور خانقين جلولاء زاخو سهل_نينوى إقليم_كردستان كردستان
الحديدة تعز مأرب الجوف صعدة حجة البيضاء شبوة حضرموت المكلا أبين لحج الضالع إب ذمار عمران المهرة سقطرى ميناء_الحديدة
بنغازي مصراتة سرت درنة سبها الزنتان طبرق برقة فزان الهلال_النفطي رأس_لانوف السدرة البريقة الجفرة أجدابيا الزاوية
عين_الحلوة مخيم_اليرموك نهر_البارد برج_البراجنة المية_ومية صبرا_وشاتيلا البقاع عرسال بعلبك الهرمل كسروان طرابلس صيدا صور
النبطية الضاحية_الجنوبية جنوب_لبنان جبل_عامل البقاع_الغربي الجليل_الأعلى
ميدان_التحرير ميدان_رابعة رابعة_العدوية ساحة_الأمويين البيت_الحرام الكعبة المسجد_الأقصى الحرم_القدسي كنيسة_القيامة
منى عرفات مزدلفة المشاعر_المقدسة مكة_المكرمة المدينة_المنورة جبل_عرفات غار_حراء
الزعتري الأزرق العريش رفح الشيخ_زويد شرم_الشيخ الغردقة دهب طابا نويبع السويس بورسعيد الإسماعيلية حلايب شلاتين النوبة
منطقة_الخليج دول_الخليج_العربي المنطقة_الخضراء المنطقة_الشرقية الربع_الخالي نجد الحجاز تهامة
كتالونيا لومبارديا والونيا فلاندرز الأندلس إيبيريا
ناغورني_قره_باغ ناغورنو_كاراباخ قره_باغ أوسيتيا_الجنوبية أبخازيا ترانسنيستريا شمال_قبرص قبرص_الشمالية
أراكان ولاية_راخين راخين
"""


def folded(name: str) -> str:
    """`name` as the tagger meets it: folded, `_` a blank, marks away."""
    return " ".join(fold(name.replace("_", " ")).split())


def counts(paths: list[str]) -> collections.Counter[str]:
    """How often each folded word stands in the texts of JSONL files."""
    found: collections.Counter[str] = collections.Counter()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                found.update(Words(json.loads(line)["text"]).forms)
    return found


def write(name: str, about: str, columns: list[str], rows: list[list[str]]) -> None:
    """Writes one lexicon file: a comment on source and licence, the header, the rows."""
    lines = [f"# {line}" for line in about.strip().split("\n")]
    lines.append("\t".join(columns))
    lines.extend("\t".join(row).rstrip() for row in rows)
    text = "\n".join(lines) + "\n"
    (LEXICON / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(rows)} rows, {len(text.encode()) / 1000:.0f} kB")


ARABIC = re.compile(r"[ء-ي\u064b-\u0652ٱ ]+")
ARAB_STATES = frozenset(re.findall("..", "DZBHEGIQJOKWLBLYMRMAOMPSQASASDSOSYTNAEYEKMDJ"))
# A form is a common word when the news has it this often, and people bear it this seldom against that.
COMMON, PEOPLE_SHARE, PEOPLE_SURE = 40, 0.10, 250


def people(folder: Path, news: collections.Counter[str]) -> None:
    """given_names.tsv and surnames.tsv."""
    given: collections.Counter[str] = collections.Counter()
    family: collections.Counter[str] = collections.Counter()
    borne: collections.Counter[str] = collections.Counter()
    with gzip.open(folder / "full_names.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for part in set(fold(line.split("\t")[0]).split()):
                borne[part] += 1
    with gzip.open(folder / "units.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            name, _, _, state, role, support, _ = [*line.rstrip("\n").split("\t"), ""][:7]
            form = folded(name)
            if not ARABIC.fullmatch(form) or len(form) < 2 or role == "unknown":
                continue
            # A name of Iran or Pakistan borne once is mostly another language's spelling.
            if state in ARAB_STATES or int(support) > 1:
                (given if role == "given" else family)[form] += int(support)
    about = (
        "{}: folded form, number of people it was counted for.\n"
        "From arabic-name-romanizer 0.2.0 (UNICEF): Wikidata and the Algerian Name Transcription Corpus, CC0 1.0;\n"
        "DziriNames, MIT. Built by tools/build_lexicons.py; forms that are common words of the news are left out."
    )
    for name, what, table in (
        ("given_names.tsv", "Given names", given),
        ("surnames.tsv", "Family names", family),
    ):
        rows = []
        for form, support in sorted(table.items()):
            n, seen = max(support, borne[form]), news[form]
            if seen >= COMMON and n < PEOPLE_SHARE * seen and n < PEOPLE_SURE:
                continue
            rows.append([form, str(support)])
        write(name, about.format(what), ["form", "people"], rows)


PREFIXES = re.compile(r"^(?:محافظة|منطقة|ولاية|قضاء|مركز|مدينة|إمارة|بلدية|ناحية|مديرية|لواء|عمالة|إقليم|حي) ")


def places(folder: Path, news: collections.Counter[str]) -> None:
    """places.tsv."""
    found: dict[str, tuple[str, str, str]] = {}  # form: (name, kind, state)

    def put(name: str, kind: str, state: str) -> None:
        name = name.replace("_", " ").strip()
        found.setdefault(folded(name), (name, kind, state))

    for city in WORLD_CITIES.split():
        put(city, "city", "")
    for region in REGIONS.split():
        put(region, "region", "")
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                _, kind, _, names, others, state, _, _, population, current, wikidata, _ = json.loads(line)
                size = population or 0
                if kind not in ("region", "county", "locality") or current == 0:
                    continue
                known = kind == "region" or size >= 100_000
                # Smaller towns with an article of their own are kept where their name is no common word.
                if not known and not (kind == "locality" and (size >= 5_000 or wikidata)):
                    continue
                for name in [*names, *(others if known else [])]:
                    if not ARABIC.fullmatch(name):
                        continue
                    bare = PREFIXES.sub("", name.strip())
                    form = folded(bare)
                    if len(form) < 3 or (not known and (news[form] >= 20 or len(form) < 4 or len(form.split()) > 3)):
                        continue
                    put(bare, "region" if kind == "region" else "city" if known else "town", state)
    about = (
        "Places other than states and their capitals: name, kind (region, city, town), state.\n"
        "Arab places from Who's On First (https://whosonfirst.org, CC BY 4.0; holds GeoNames data, CC BY 4.0):\n"
        "regions, cities above 100,000, smaller towns with a Wikidata entry. The rest written for malaff.\n"
        "Built by tools/build_lexicons.py."
    )
    write("places.tsv", about, ["name", "kind", "state"], [list(found[form]) for form in sorted(found)])


def forms_of(adjective: str) -> dict[str, tuple[str, str]]:
    """The forms of a nationality adjective: form to (gender, number); the last word carries the ending."""
    words = adjective.split()
    out: dict[str, tuple[str, str]] = {}
    for the in ("", "ال"):
        for ending, gender, number in (
            ("", "m", "sg"), ("ة", "f", "sg"), ("ون", "m", "pl"), ("ين", "m", "pl"), ("ات", "f", "pl"),
            ("ان", "m", "du"), ("تان", "f", "du"), ("تين", "f", "du"),
        ):  # fmt: skip
            out[" ".join(the + word + ending for word in words)] = (gender, number)
    return out


def states(folder: Path) -> None:
    """countries.tsv and nationalities.tsv."""
    rows: list[list[str]] = []
    forms: dict[str, list[str]] = {}
    by_code: dict[str, str] = {}
    for line in COUNTRIES.strip().split("\n"):
        code, name, others, capital, adjectives = line.split("|")
        by_code[code] = name
        rows.append([name, capital, adjectives, others, code])
        for adjective in adjectives.split(","):
            if adjective in AMBIGUOUS:
                continue
            for form, (gender, number) in forms_of(adjective).items():
                # Two states may share an adjective (كوري, كونغولي): the first in the table keeps it.
                forms.setdefault(folded(form), [form, name, gender, number])
    for line in BROKEN_PLURALS.strip().split("\n"):
        code, *plurals = line.split()
        for plural in plurals:
            for form in (plural, plural if plural.startswith("ال") else "ال" + plural):
                forms.setdefault(folded(form), [form, by_code[code], "m", "pl"])
    known = {folded(name): name for name in by_code.values()}
    known |= {folded(other): row[0] for row in rows for other in row[3].split(",") if other}
    table = json.loads((folder / "nationalities" / "nationalities_data.json").read_text(encoding="utf-8"))
    extra = json.loads((folder / "nationalities" / "sub_nats.json").read_text(encoding="utf-8"))
    for entry in [*table.values(), *extra.values()]:
        state = known.get(folded(entry["ar"]), "")
        for key, gender, number in (
            ("male", "m", "sg"), ("the_male", "m", "sg"), ("female", "f", "sg"), ("the_female", "f", "sg"),
            ("males", "m", "pl"), ("females", "f", "pl"),
        ):  # fmt: skip
            form = entry.get(key) or ""
            ambiguous = form.removeprefix("ال").removesuffix("ة") in AMBIGUOUS
            if ARABIC.fullmatch(form) and len(form.split()) <= 2 and not ambiguous:
                forms.setdefault(folded(form), [form, state, gender, number])
    for adjective in OTHER_ADJECTIVES.split():
        for form, (gender, number) in forms_of(adjective).items():
            forms.setdefault(folded(form), [form, "", gender, number])
    write(
        "countries.tsv",
        "States and what stands for them in the press: name, capital (spellings after a comma), adjectives in the\n"
        "masculine singular, other names, ISO 3166 code (EU, SU, YU, CS, KD, EH, XK beside it). Written for malaff,\n"
        "in tools/build_lexicons.py; Apache-2.0.",
        ["country", "capital", "adjectives", "names", "code"],
        rows,
    )
    write(
        "nationalities.tsv",
        "Adjectives of nations and peoples in their forms, with the country (empty: no state), gender m/f, number.\n"
        "Made from countries.tsv; peoples and irregular forms from arwikicats 0.2.3 (MIT). Built by\n"
        "tools/build_lexicons.py.",
        ["form", "country", "gender", "number"],
        [forms[form] for form in sorted(forms)],
    )


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Builds malaff's name lexicons.")
    parser.add_argument("sources", type=Path, metavar="SOURCE_FOLDER")
    parser.add_argument("--news", nargs="*", default=[], metavar="JSONL.GZ", help="texts for word counts")
    args = parser.parse_args(argv)
    news = counts(args.news)
    people(args.sources / "unicef_names", news)
    places(args.sources / "wof", news)
    states(args.sources / "arwikicats")
    return 0


if __name__ == "__main__":
    sys.exit(main())
