-- Short messages to a teammate's browser through its push service, while no page of the inbox is open.

-- { publicKey, privateKey } of VAPID (RFC 8292), made once: a browser's subscription is bound to the public one.
alter table installation add column push_keys jsonb;

-- Where one browser can be reached. It ends with the session that made it: signed out, ended everywhere, deactivated, expired.
create table push_subscription (
  id uuid primary key default gen_random_uuid(),
  session_id text not null unique references session (sid) on delete cascade,
  endpoint text not null unique check (length(endpoint) between 1 and 1000),
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null default now()
);

-- The newest thing that a browser is to be told about a conversation, stored in the transaction of what happened. One row for
-- both, so that a customer who writes ten times makes one push and not ten.
create table push (
  id uuid primary key default gen_random_uuid(),
  subscription_id uuid not null references push_subscription on delete cascade,
  conversation_id uuid not null references conversation on delete cascade,
  kind text not null check (kind in ('assigned', 'answered', 'mention')),
  -- Counts what happened: an attempt settles no more than what it told.
  asked integer not null default 1,
  asked_at timestamptz not null default now(),
  state text not null default 'pending' check (state in ('pending', 'sent', 'failed', 'skipped')),
  error text,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  -- Nothing more is told about the conversation before this.
  quiet_until timestamptz not null default now(),
  unique (subscription_id, conversation_id)
);
create index push_due on push (next_attempt_at) where state = 'pending';
create index push_of_conversation on push (conversation_id);
