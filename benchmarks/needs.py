"""What ``make bench`` needs besides the packages that make installs, and what to do where it is missing."""

import resource
import shutil
import sys

import psycopg

OPEN_FILES = 8_192  # a proxy with a thousand clients holds two thousand sockets
ENOUGH_FILES = 2_500


def check(postgres_url):
    """Exit with a message that names everything missing and how to get it."""
    if not sys.platform.startswith("linux"):
        sys.exit("make bench weighs processes by /proc/<id>/smaps_rollup, which only Linux has.")
    missing = [reason for reason in (tool("wrk"), tool("nginx"), postgres(postgres_url), open_files()) if reason]
    if missing:
        sys.exit("make bench cannot run yet:\n" + "\n".join(f"  - {reason}" for reason in missing))


def find_nginx():
    """The path of nginx, which Debian keeps where only root looks, or None."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def tool(name):
    found = find_nginx() if name == "nginx" else shutil.which(name)
    return "" if found else f"{name} is not installed: apt-get install {name}"


def postgres(url):
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        return f"PostgreSQL does not answer at {url} ({reason}). Start it, or name another: POSTGRES_URL=… make bench"
    return ""


def open_files():
    """Raise the limit of open files for us and all that we start; say how where that is not allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft = most
    if soft < ENOUGH_FILES:
        return f"1,000 connections need {ENOUGH_FILES} open files and the limit is {soft}: ulimit -n {OPEN_FILES}"
    return ""
