#!/bin/sh
# Run by the image of PostgreSQL, once, when its volume is new: the site's role owns its database and may do nothing else.
# The superuser keeps no password, so nobody signs in as it over the network: `docker compose exec database psql -U postgres`.
set -eu
psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set "password=$POSTGRES_PASSWORD" <<'END_OF_SQL'
CREATE ROLE hub LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE hub OWNER hub;
REVOKE ALL ON DATABASE hub FROM PUBLIC;
ALTER ROLE CURRENT_USER PASSWORD NULL;
END_OF_SQL
