-- The record of what happened and why.

-- `xid` orders readers: ids alone lose events that commit out of order.
create table conversation_event (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  conversation_id uuid not null references conversation,
  kind text not null,
  data jsonb not null default '{}',
  at timestamptz not null default clock_timestamp()
);
create index conversation_event_in_order on conversation_event (conversation_id, id desc);

-- Account, number quality, template and preference changes, and whatever in a webhook could not be read.
create table account_event (
  id bigint generated always as identity primary key,
  field text not null,
  value jsonb not null,
  received_at timestamptz not null default now()
);

create table resend_event (
  svix_id text primary key,
  received_at timestamptz not null default now()
);
