"""One polite GET of a public page.

The host's addresses are resolved once, every one of them is checked, and the connection is made to a checked
address itself, so that a name that resolves differently a second later leads nowhere else. Redirects are followed
by hand and checked anew. Proxies named in the environment are not used: they would resolve the name themselves.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from malaff.errors import AddressRefused, FetchFailed, SourceTooLarge
from malaff.intake.compressed import Inflater

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection

Resolver = Callable[[str, int], Sequence[str]]

_REDIRECTS = (301, 302, 303, 307, 308)
MAX_REDIRECTS = 5
_CHUNK = 1 << 16
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# What a page, a text, a corpus or a feed may be sent as.
TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "application/rss+xml",
              "application/atom+xml", "application/json", "application/x-ndjson", "application/jsonl", "text/csv",
              "application/rdf+xml")  # fmt: skip
# Ranges that `ipaddress` calls global and that lead into a network all the same: NAT64 and 6to4 hold an IPv4 address.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# OpenSSL's codes for a chain that ends at no trusted authority: self-signed, self-signed at its end, issuer not found,
# first certificate not verified.
_UNKNOWN_ISSUER = frozenset((18, 19, 20, 21))
_DEADLINE_PASSED = "The address took longer than {:g} seconds."


class Fetched(NamedTuple):
    """What an address answered with.

    `headers` are the answer's, their names in lower case; `location` is the address that a redirect leads to.
    """

    url: str
    data: bytes
    content_type: str
    charset: str | None
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    location: str | None = None


def resolve(host: str, port: int) -> list[str]:
    """All addresses that the system's resolver gives for a host."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Whether an IP address is a public unicast one."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            # A mapped address is a way around checks, never a page's true address.
            return False
        inner = ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not inner.is_global:
            return False
    return ip.is_global and not (
        ip.is_multicast or ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_reserved or ip.is_unspecified
    )


def fetch(
    url: str,
    *,
    max_bytes: int = 20_000_000,
    connect_timeout: float = 8.0,
    read_timeout: float = 15.0,
    deadline: float = 40.0,
    resolver: Resolver = resolve,
    allow_private: bool = False,
) -> Fetched:
    """The answer of an http(s) address.

    Args:
        url: the address.
        max_bytes: the most bytes of body, packed or unpacked.
        connect_timeout, read_timeout: seconds for one connection, one wait for data.
        deadline: seconds for everything, redirects included.
        resolver: gives a host's addresses.
        allow_private: leaves the check of addresses out; for tests against a local server.

    Raises:
        AddressRefused: the address, or one it redirects to, is not public http(s).
        FetchFailed: no answer, an error status, not a text type, too slow, a certificate that does not prove the host.
        SourceTooLarge: more than `max_bytes`.
    """
    end = time.monotonic() + deadline
    current = url
    for _ in range(MAX_REDIRECTS + 1):
        answer = _get(
            current, {}, TEXT_TYPES, end, deadline, max_bytes, connect_timeout, read_timeout, resolver, allow_private
        )
        if answer.location is None:
            return accepted(answer, TEXT_TYPES)
        current = answer.location
    raise FetchFailed(f"{url} redirects more than {MAX_REDIRECTS} times.")


def ask(
    url: str,
    *,
    headers: Mapping[str, str],
    types: Collection[str] | None = TEXT_TYPES,
    max_bytes: int = 20_000_000,
    connect_timeout: float = 8.0,
    read_timeout: float = 15.0,
    deadline: float = 40.0,
    resolver: Resolver = resolve,
    allow_private: bool = False,
) -> Fetched:
    """The answer to one request, whatever its status; a redirect is handed back and not followed.

    Args:
        headers: request headers to add to those that `fetch` sends, or to send in their place; Host stays.
        types: the content types whose body is read, None for all. `data` is empty for another type or status.
        url, max_bytes, connect_timeout, read_timeout, deadline, resolver, allow_private: as for `fetch`.

    Raises:
        AddressRefused: the address is not public http(s).
        FetchFailed: no answer, too slow, a certificate that does not prove the host.
        SourceTooLarge: more than `max_bytes`.
    """
    end = time.monotonic() + deadline
    return _get(
        url, headers, types, end, deadline, max_bytes, connect_timeout, read_timeout, resolver, allow_private
    )  # fmt: skip


def accepted(answer: Fetched, types: Collection[str] | None) -> Fetched:
    """The answer itself, where it has a body of one of the types (None: of any).

    Raises:
        FetchFailed: where its status is not 200, or its type another.
    """
    if answer.status != 200:
        raise FetchFailed(f"{answer.url} answered with status {answer.status}.")
    if not _is_one_of(answer.content_type, types):
        raise FetchFailed(
            f"{answer.url} is {answer.content_type}, not a page.", remedy="Give the address of an article's page."
        )
    return answer


def _is_one_of(content_type: str, types: Collection[str] | None) -> bool:
    """Whether a body of that type is wanted; one that the server gives no type may be anything."""
    return types is None or not content_type or content_type in types


def _get(
    url: str,
    headers: Mapping[str, str],
    types: Collection[str] | None,
    end: float,
    deadline: float,
    max_bytes: int,
    connect_timeout: float,
    read_timeout: float,
    resolver: Resolver,
    allow_private: bool,
) -> Fetched:
    """One request and its answer."""
    import urllib3.exceptions as broken

    scheme, host, port, target = _parts(url)
    addresses = _checked(host, port, resolver, allow_private)
    connection: HTTPConnection | None = None
    watch: threading.Timer | None = None
    late = threading.Event()
    try:
        connection = _connect(scheme, host, port, addresses, min(connect_timeout, _left(end, deadline)))
        sock = connection.sock
        if sock is None:
            raise FetchFailed(f"{host} could not be reached.")
        sock.settimeout(min(read_timeout, _left(end, deadline)))
        # A server that sends a byte now and then keeps every read below its timeout; the watch ends it.
        watch = threading.Timer(_left(end, deadline), _cut_off, (sock, late))
        watch.daemon = True
        watch.start()
        named = f"[{host}]" if ":" in host else host
        default = 443 if scheme == "https" else 80
        connection.request(
            "GET",
            target,
            headers={
                "User-Agent": user_agent(),
                "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
                "Accept-Language": "ar,*;q=0.5",
                "Accept-Encoding": "gzip",
                **headers,
                "Host": named if port == default else f"{named}:{port}",
            },
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
        kind = response.headers.get("content-type", "text/html")
        charset = _CHARSET.search(kind)
        answer = Fetched(
            url,
            b"",
            kind.split(";", 1)[0].strip().lower(),
            charset[1] if charset else None,
            response.status,
            {name.lower(): value for name, value in response.headers.items()},
        )
        if response.status in _REDIRECTS:
            where = response.headers.get("location")
            if not where:
                raise FetchFailed(f"{url} redirects to nowhere.")
            return answer._replace(location=urljoin(url, where))
        if response.status != 200 or not _is_one_of(answer.content_type, types):
            return answer
        packing = response.headers.get("content-encoding", "").strip().lower()
        if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchFailed(f"{url} is packed as {packing}, which was not asked for.")
        inflater = Inflater(max_bytes) if packing in ("gzip", "x-gzip", "deflate") else None
        body = bytearray()
        received = 0
        while True:
            piece = response.read1(_CHUNK, decode_content=False)
            if not piece:
                break
            received += len(piece)
            if received > max_bytes:
                raise SourceTooLarge(f"{url} has more than {max_bytes:,} bytes.")
            if inflater is None:
                body += piece
            else:
                for part in inflater.feed(piece):
                    body += part
            _left(end, deadline)
        if late.is_set():
            raise FetchFailed(_DEADLINE_PASSED.format(deadline))
        if inflater is not None:
            inflater.finish()
        return answer._replace(data=bytes(body))
    except (broken.HTTPError, OSError, ValueError) as error:
        if late.is_set():
            raise FetchFailed(_DEADLINE_PASSED.format(deadline)) from error
        raise FetchFailed(f"{url} did not answer: {_reason(error)}.") from error
    finally:
        if watch is not None:
            watch.cancel()
        if connection is not None:
            connection.close()


def _connect(scheme: str, host: str, port: int, addresses: Sequence[str], timeout: float) -> HTTPConnection:
    """A connection to the first of the checked addresses that takes one; the certificate must be the host's.

    Trusted are the system's authorities, or those in the file or folder that SSL_CERT_FILE or SSL_CERT_DIR names.
    """
    from urllib3.connection import HTTPConnection, HTTPSConnection

    failure: Exception | None = None
    for address in addresses[:4]:
        connection: HTTPConnection
        if scheme == "https":
            connection = HTTPSConnection(
                address, port, timeout=timeout, server_hostname=host, cert_reqs="CERT_REQUIRED"
            )
        else:
            connection = HTTPConnection(address, port, timeout=timeout)
        try:
            connection.connect()
        except Exception as error:  # closed here, told by the caller
            connection.close()
            failure = error
            continue
        return connection
    if isinstance(failure, ssl.SSLCertVerificationError):
        raise _not_proven(host, failure) from failure
    raise OSError(_reason(failure) if failure else "no address") from failure


def _not_proven(host: str, error: ssl.SSLCertVerificationError) -> FetchFailed:
    """The refusal of a host whose certificate does not prove its name."""
    message = f"The certificate of {host} is not accepted: {error.verify_message.strip(' .')}."
    if error.verify_code in _UNKNOWN_ISSUER:
        return FetchFailed(
            message, remedy="Name a file with the authority's certificate in SSL_CERT_FILE if you trust it."
        )
    return FetchFailed(message, remedy="Check the address and this machine's clock.")


def _parts(url: str) -> tuple[str, str, int, str]:
    """(scheme, host, port, target) of an address; the host in ASCII, the target percent-encoded."""
    try:
        split = urlsplit(url.strip())
        port = split.port
        host = split.hostname or ""
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise AddressRefused(f"{url!r} is no address.") from error
    if split.scheme not in ("http", "https"):
        raise AddressRefused(f"{url!r} is not an http or https address.")
    if not host:
        raise AddressRefused(f"{url!r} names no host.")
    if split.username is not None or split.password is not None:
        raise AddressRefused("The address holds a user name.")
    path = quote(split.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(split.query, safe="/%:@!$&'()*+,;=~-._?")
    return split.scheme, host, port or (443 if split.scheme == "https" else 80), urlunsplit(("", "", path, query, ""))


def _checked(host: str, port: int, resolver: Resolver, allow_private: bool) -> list[str]:
    try:
        addresses = list(resolver(host, port))
    except OSError as error:
        raise FetchFailed(f"The host {host} is not known.", remedy="Check the address and the connection.") from error
    if not addresses:
        raise FetchFailed(f"The host {host} has no address.")
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise AddressRefused(f"The host {host} leads to {address}, which is not a public address.")
    return addresses


def _left(end: float, deadline: float) -> float:
    """Seconds left; FetchFailed where none are."""
    left = end - time.monotonic()
    if left <= 0:
        raise FetchFailed(_DEADLINE_PASSED.format(deadline))
    return left


def _cut_off(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # closed already: the request ended as the time did


def _reason(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text.split("(Caused by", 1)[0].rsplit("object at 0x", 1)[-1].strip(" .") or type(error).__name__


def user_agent() -> str:
    """`malaff/<version>`."""
    try:
        return f"malaff/{version('malaff')}"
    except PackageNotFoundError:
        return "malaff"
