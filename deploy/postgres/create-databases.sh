#!/bin/sh
# Accounts and databases of their own for Baton and for Temporal. The Postgres image runs it when its volume is empty; it may
# be run again, against any Postgres, and changes nothing that is there.
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
  --set baton_password="$BATON_DB_PASSWORD" --set temporal_password="$TEMPORAL_DB_PASSWORD" \
  --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
select format('create role %I login password %L', name, password)
  from (values ('baton', :'baton_password'), ('temporal', :'temporal_password')) as wanted (name, password)
  where name not in (select rolname from pg_roles) \gexec
select format('create database %I owner %I', name, owner)
  from (values ('baton', 'baton'), ('temporal', 'temporal'), ('temporal_visibility', 'temporal')) as wanted (name, owner)
  where name not in (select datname from pg_database) \gexec
revoke all on database baton, temporal, temporal_visibility from public;
SQL
