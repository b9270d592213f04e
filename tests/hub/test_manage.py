"""What the commands say where something around the site is wrong: one sentence, whichever command it is."""

import pytest

from tests.hub.archive.hubs import empty_hub, hub_in

AWAY = "postgres://hub:secret@127.0.0.1:1/hub"


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    return hub_in(tmp_path_factory.mktemp("hub") / "data")


@pytest.mark.parametrize("command", ["import_content", "import_measurements", "restore", "sbom"])
def test_a_file_that_is_not_there_is_named(hub, command):
    assert "nowhere: No such file or directory." in hub.manage(command, "nowhere", fails=True)


@pytest.mark.parametrize("command", ["export_content", "export_data", "backup"])
def test_a_file_in_the_place_of_a_folder_is_named_and_kept(hub, tmp_path, command):
    place = tmp_path / "a file"
    place.write_text("mine")
    assert f"{place}: " in hub.manage(command, place, fails=True)
    assert place.read_text() == "mine"


@pytest.mark.parametrize("command", ["rebuild_search", "prepare", "export_data", "backup", "import_content content"])
def test_a_database_that_is_away_is_said_in_a_sentence_without_its_password(tmp_path, command):
    done = empty_hub(tmp_path, DATABASE_URL=AWAY).run(*command.split(), fails=True)
    assert done.stderr.startswith("The database cannot be asked: ")
    assert "secret" not in done.stderr
