"""What the commands say where something around the site is wrong: one sentence, whichever command it is."""

import pytest

from tests.hub.archive.hubs import empty_hub

AWAY = "postgres://hub:secret@127.0.0.1:1/hub"


@pytest.mark.parametrize("command", ["rebuild_search", "prepare", "export_data", "backup", "import_content content"])
def test_a_database_that_is_away_is_said_in_a_sentence_without_its_password(tmp_path, command):
    done = empty_hub(tmp_path, DATABASE_URL=AWAY).run(*command.split(), fails=True)
    assert done.stderr.startswith("The database cannot be asked: ")
    assert "secret" not in done.stderr
