"""Large pictures: how much memory they take, and that they come one after the other."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.images import encoding
from tests.articles.images.test_images import encode, picture, store
from tests.prepared import ROOT, environment_of_a_laptop

# The most memory that a process had beyond what it had before, in megabytes: Linux counts for itself. Then how
# many times the work of one the work of four was.
STORE_FOUR = """
import threading, time
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from articles.images import encoding

encoding.PATIENCE = 600  # on a busy machine too, all four are waited for

def read(name):
    return int(next(line for line in open("/proc/self/status") if line.startswith(name)).split()[1]) // 1024

def store(path):
    encoding.store_image(SimpleUploadedFile("x", Path(path).read_bytes()))

def work(some):
    began = time.process_time()
    threads = [threading.Thread(target=store, args=[path]) for path in some]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return time.process_time() - began

store(small)
before = read("VmRSS")
four = work(paths[:4])
more = read("VmHWM") - before
print(more, round(four / work(paths[4:]), 1), len(list(Path(uploads).glob("*-1400x1400.png"))))
"""


@pytest.mark.parametrize("mode", ["RGB", "LA"])
def test_four_of_the_largest_pictures_at_once_take_the_memory_of_one_and_its_time_in_proportion(tmp_path, mode):
    large = Image.radial_gradient("L").resize((5000, 5000)).convert(mode)
    paths = []
    for number in range(5):
        large.putpixel((number, number), (9, 9, number)[-len(mode) :])
        paths.append(str(tmp_path / f"{number}.png"))
        large.save(paths[-1], compress_level=1)
    small = tmp_path / "small.png"
    small.write_bytes(encode(picture()))
    values = {"small": str(small), "paths": paths, "uploads": str(tmp_path / "data/uploads")}
    script = "".join(f"{name} = {value!r}\n" for name, value in values.items()) + STORE_FOUR
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", script]
    environment = environment_of_a_laptop(tmp_path / "data", 8000) | {"DEBUG": "1"}
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    more, times, stored = map(float, said.split())
    sys.stdout.write(f"\n{mode}: {more:.0f} MB more than before, {times} times the work of one\n")
    assert stored == 5
    assert more < 300
    assert times < 7


def test_who_would_wait_for_long_is_told_to_come_again(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(encoding, "PATIENCE", 0.1)
    with Path(tmp_path, "pictures.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(ValidationError, match="Too many pictures are being stored at once"):
            store(encode(picture()))
    assert store(encode(picture()))


def test_a_photo_is_not_decoded_at_a_size_that_nobody_sees(monkeypatch):
    sizes = []
    real = encoding.prepare
    monkeypatch.setattr(encoding, "prepare", lambda frame, kind: sizes.append(frame.size) or real(frame, kind))
    stored = encoding.store_image(SimpleUploadedFile("x", encode(Image.new("RGB", (4800, 4000), "teal"), "JPEG")))
    assert "-1400x1167." in stored
    assert sizes == [(2400, 2000)]
