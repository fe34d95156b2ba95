#!/bin/sh
# Creates Temporal's tables in databases that exist already, or upgrades them. Changes nothing where there is nothing to do.
# POSTGRES_SEEDS, DB_PORT, POSTGRES_USER and SQL_PASSWORD say where.
set -eu

for name in temporal visibility; do
  case "$name" in
    temporal) database=temporal ;;
    visibility) database=temporal_visibility ;;
  esac
  tool() {
    "${TEMPORAL_SQL_TOOL:-temporal-sql-tool}" --plugin postgres12_pgx --endpoint "$POSTGRES_SEEDS" --port "$DB_PORT" \
      --user "$POSTGRES_USER" --database "$database" "$@"
  }
  tool setup-schema --version 0.0
  tool update-schema --schema-name "postgresql/v12/$name"
done
