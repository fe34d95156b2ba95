-- Who has a conversation open, and who writes in it. Of the moment: a crash of the database may forget it, so it is not logged,
-- and no open page hears of it through the record of changes.
create unlogged table presence (
  conversation_id uuid not null,
  teammate_id uuid not null references teammate,
  -- One teammate may have it open in several tabs.
  tab_id text not null check (length(tab_id) between 1 and 64),
  -- Until when its last key counts as writing; null when nothing is being written.
  typing_until timestamptz,
  expires_at timestamptz not null,
  primary key (conversation_id, teammate_id, tab_id)
);
create index presence_over on presence (expires_at);
