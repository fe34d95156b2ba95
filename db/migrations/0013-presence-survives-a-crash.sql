-- Sending looks here for who types. Postgres empties an unlogged table after a crash, and where its database was copied from
-- another the emptied index was found corrupt (XX002): every send would fail until somebody repaired it by hand.
alter table presence set logged;
