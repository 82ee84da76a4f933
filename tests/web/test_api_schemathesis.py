"""The API against its own description: whatever fits is answered as described, whatever does not is refused."""

from __future__ import annotations

import pytest

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, settings  # noqa: E402
from schemathesis.config import SchemathesisConfig  # noqa: E402
from starlette.applications import Starlette  # noqa: E402

from malaff.archive.archive import Archive  # noqa: E402
from malaff.demo import open_story  # noqa: E402
from malaff.web.api.openapi import described  # noqa: E402
from malaff.web.api.routes import ENDPOINTS  # noqa: E402
from malaff.web.app import make_app  # noqa: E402
from malaff.web.settings import Settings  # noqa: E402
from story_archive import story_archive  # noqa: E402

# What a schema cannot say: how a search is written, that changes fit the text, that ids of questions differ and a
# period does not end before it begins, that merged records are different ones. These may be refused with 400.
_SAID_IN_WORDS = (
    "GET /api/search",
    "POST /api/articles",
    "POST /api/judgements",
    "POST /api/dossiers",
    "PUT /api/dossiers/{id}",
    "PATCH /api/dossiers/{id}",
    "POST /api/people/{id}/merge",
    "GET /api/dossiers/{id}/changes",
    "GET /api/dossiers/{id}/export",
)
_MAY_REFUSE = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "403", "404", "409"]}}}
CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 7,
        "headers": {"Sec-Fetch-Site": "same-origin"},
        "generation": {"mode": "all"},
        # Among what does not fit are bodies that are too large besides.
        "checks": {"negative_data_rejection": {"expected-statuses": ["4xx"]}},
        "operations": [{"include-name": name, **_MAY_REFUSE} for name in _SAID_IN_WORDS],
    }
)


# Set once the archive is there: what is tested is known before, from the declarations.
APPLICATION: dict[str, Starlette] = {}


async def application(scope, receive, send):
    """The application of the module's archive."""
    await APPLICATION["story"](scope, receive, send)


@pytest.fixture(scope="module", autouse=True)
def story(tmp_path_factory):
    """An application over a copy of the story's archive; it fetches nothing."""
    with Archive(story_archive(tmp_path_factory.mktemp("api"))) as archive:
        open_story(archive)
        settings = Settings(archive="story", hosts=["testserver"], fetch=False, upload_bytes=200_000)
        APPLICATION["story"] = make_app(settings, archive)
        yield


def told_plainly(part):
    """The description with pairs as lists of either: the tool turns `prefixItems` into what its validator refuses."""
    if isinstance(part, list):
        return [told_plainly(each) for each in part]
    if not isinstance(part, dict):
        return part
    plain = {name: told_plainly(value) for name, value in part.items()}
    if "prefixItems" in plain:
        plain["items"] = {"anyOf": plain.pop("prefixItems")}
    return plain


schema = schemathesis.openapi.from_dict(told_plainly(described(ENDPOINTS)), config=CONFIG)
schema.app = application


@schema.parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
def test_the_api_keeps_to_its_description(case):
    case.call_and_validate()
