-- What teammates tell one another: notes in a conversation's history, the mails about them, and replies kept for reuse.

-- Not a message: no line sends it and no turn reads it.
create table note (
  id uuid primary key default gen_random_uuid(),
  conversation_id uuid not null references conversation,
  teammate_id uuid not null references teammate,
  text text not null check (length(text) between 1 and 4000),
  mentions uuid[] not null default '{}',
  -- Set when it came with an assignment: the assignee's handoff mail quotes it.
  handoff_id uuid references handoff,
  assignee_id uuid references teammate,
  client_id text not null,
  -- Of the statement: a note that came with an assignment follows it.
  created_at timestamptz not null default clock_timestamp(),
  unique (conversation_id, client_id),
  check ((handoff_id is null) = (assignee_id is null))
);
create index note_in_order on note (conversation_id, created_at desc, id desc);
create index note_of_assignment on note (handoff_id, assignee_id, created_at desc) where handoff_id is not null;

create function note_made() returns trigger language plpgsql as $$
begin
  perform note_change(new.conversation_id, '{}');
  return null;
end $$;
create trigger note_made after insert on note for each row execute function note_made();

-- A mail to one teammate about what another did, stored in the transaction of the click. Rendered and stored at the first
-- attempt: every retry sends the same bytes under the same key, which is the id.
create table notice (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('mention', 'assigned', 'taken_over', 'assigned_away')),
  conversation_id uuid not null references conversation,
  teammate_id uuid not null references teammate,
  actor_id uuid not null references teammate check (actor_id <> teammate_id),
  note_id uuid references note,
  -- Who has the conversation now.
  assignee_id uuid references teammate,
  created_at timestamptz not null default now(),
  recipient text,
  subject text,
  html text,
  body text,
  state text not null default 'pending' check (state in ('pending', 'sent', 'failed', 'skipped')),
  error text,
  attempts integer not null default 0,
  first_attempt_at timestamptz,
  next_attempt_at timestamptz not null default now(),
  provider_id text,
  unique (note_id, teammate_id),
  check (kind <> 'mention' or note_id is not null),
  check (kind <> 'assigned_away' or assignee_id is not null),
  check ((recipient is null) = (subject is null) and (recipient is null) = (html is null) and (recipient is null) = (body is null)),
  check ((state in ('failed', 'skipped')) = (error is not null)),
  check (state <> 'sent' or provider_id is not null)
);
create index notice_due on notice (next_attempt_at) where state = 'pending';

-- Placeholders such as {customer} are filled in by whoever uses it, when they use it.
create table saved_reply (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 60),
  text text not null check (length(text) between 1 and 4000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
