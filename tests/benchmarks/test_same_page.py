"""The page beside ours in `make bench` is our page: whoever changes one template has to change the other."""

from pathlib import Path

import pytest

from benchmarks import database, servers
from benchmarks.equal import first_difference
from benchmarks.fetch import fetch
from tests.conftest import require
from tests.hub.running_site import ROOT, free_port
from tests.prepared import FOLDER

SERVERS = ("ours_rendered", "fastapi")


class FreePorts(servers.Site):
    """A run whose servers listen where nobody does: other tests start sites at the same time."""

    def __post_init__(self):
        super().__post_init__()
        self.ports = {name: free_port() for name in servers.TITLES}

    def port_of(self, name):
        return self.ports[name]


@pytest.fixture
def both(prepared_database, tmp_path):
    """Our site and FastAPI's on one database, which has no proofs: only ours shows them."""
    require(servers.FASTAPI_PYTHON.exists(), "FastAPI is not installed beside us: make .venv-bench/bench")
    (tmp_path / "static").symlink_to(FOLDER / "postgresql" / "static")
    database.run(prepared_database, "TRUNCATE comparisons_proof, comparisons_run")
    site = FreePorts(tmp_path, prepared_database, free_port())
    try:
        for name in SERVERS:
            servers.start_one(site, name)
        yield [site.up[name].url for name in SERVERS]
    finally:
        servers.stop_all(site)


@pytest.mark.postgresql
def test_fastapi_answers_with_our_page_for_every_comparison(both):
    slugs = [path.stem for path in Path(ROOT, "content", "comparisons").glob("*.md")]
    pages = [f"/comparisons/{slug}/" for slug in slugs]
    assert servers.PAGE in pages
    differences = {page: first_difference(*(fetch(url + page, servers.GZIP).text for url in both)) for page in pages}
    assert not {page: difference for page, difference in differences.items() if difference}
