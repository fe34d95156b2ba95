-- Customers, their conversations, and the handoffs from the AI to a teammate.

create table customer (
  id uuid primary key default gen_random_uuid(),
  name text,
  phone text check (phone ~ '^[0-9]{1,32}$'),
  username text,
  merged_into uuid references customer check (merged_into <> id),
  created_at timestamptz not null default now()
);

-- A phone number is not a key: people change numbers, and WhatsApp may send none (business-scoped ids).
create table customer_identity (
  kind text not null check (kind in ('wa_id', 'bsuid', 'parent_bsuid')),
  value text not null,
  customer_id uuid not null references customer,
  primary key (kind, value)
);
create index customer_identity_by_customer on customer_identity (customer_id);

create table conversation (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references customer,
  phone_number_id text not null,
  handler text not null default 'ai' check (handler in ('ai', 'teammate')),
  epoch integer not null default 0,
  handoff_id uuid,
  assignee_id uuid references teammate,
  -- Being assigned locks nobody out; holding does.
  holder_id uuid references teammate,
  held_since timestamptz,
  language text,
  last_number bigint not null default 0,
  -- The newest place in the order; outbound messages take its second.
  newest_placed_at timestamptz,
  last_message_at timestamptz,
  last_customer_message_at timestamptz,
  waiting_since timestamptz,
  -- `work` counts commits that left something to do, so that a late mark of an older ring is ignored.
  work bigint not null default 0,
  work_at timestamptz not null default now(),
  rung_at timestamptz,
  rings integer not null default 0,
  merged_into uuid references conversation check (merged_into <> id),
  created_at timestamptz not null default now(),
  check ((handler = 'teammate') = (handoff_id is not null)),
  check (handler = 'ai' or assignee_id is not null),
  check (handler = 'teammate' or (assignee_id is null and holder_id is null and waiting_since is null)),
  check ((holder_id is null) = (held_since is null)),
  check (holder_id is null or holder_id = assignee_id),
  check (merged_into is null or handler = 'ai')
);
create unique index conversation_one_per_number on conversation (customer_id, phone_number_id) where merged_into is null;
create index conversation_by_activity on conversation (last_message_at desc, id desc) where merged_into is null;
create index conversation_waiting on conversation (waiting_since) where waiting_since is not null;
create index conversation_by_assignee on conversation (assignee_id) where assignee_id is not null;

create function conversation_epoch_guard() returns trigger language plpgsql as $$
begin
  if new.epoch < old.epoch then
    raise exception 'epoch of conversation % may not fall', old.id using errcode = 'check_violation', constraint = 'epoch_only_rises';
  end if;
  if new.epoch = old.epoch
     and (new.handler, new.holder_id, new.handoff_id) is distinct from (old.handler, old.holder_id, old.handoff_id) then
    raise exception 'a change of handler needs a new epoch' using errcode = 'check_violation', constraint = 'handler_change_bumps_epoch';
  end if;
  return new;
end $$;
create trigger conversation_epoch_guard before update on conversation
  for each row execute function conversation_epoch_guard();

-- One result of the AI: what it read, what it decided and why.
create table turn (
  id uuid primary key default gen_random_uuid(),
  conversation_id uuid not null references conversation,
  epoch integer not null,
  last_number bigint not null,
  message_ids uuid[] not null,
  kind text not null check (kind in ('reply', 'handoff', 'closing')),
  decision jsonb not null,
  created_at timestamptz not null default now()
);
create index turn_by_conversation on turn (conversation_id, created_at desc);

create table handoff (
  id uuid primary key default gen_random_uuid(),
  conversation_id uuid not null references conversation,
  reason text not null,
  evidence text,
  summary text,
  turn_id uuid references turn,
  assignee_id uuid not null references teammate,
  opened_at timestamptz not null default now(),
  -- The conversation's last number when it was opened: what came before was the AI's.
  opened_number bigint not null,
  first_reply_at timestamptz,
  resolved_at timestamptz,
  resolved_by uuid references teammate,
  ended text check (ended in ('resolved', 'merged')),
  outcome text,
  check ((resolved_at is null) = (ended is null)),
  check (outcome is null or ended = 'resolved')
);
create unique index handoff_one_open on handoff (conversation_id) where resolved_at is null;
create index handoff_by_conversation on handoff (conversation_id, opened_at desc);
alter table conversation add constraint conversation_open_handoff foreign key (handoff_id) references handoff (id)
  deferrable initially deferred;

-- Per handoff one reassurance (teammate_id null), and per assignee of it one assignment and one e-mail.
create table handoff_step (
  handoff_id uuid not null references handoff,
  kind text not null check (kind in ('assign', 'email', 'reassure')),
  teammate_id uuid references teammate,
  state text not null check (state in ('pending', 'done', 'failed', 'skipped')),
  error text,
  attempts integer not null default 0,
  attempted_at timestamptz,
  created_at timestamptz not null default now(),
  at timestamptz,
  unique nulls not distinct (handoff_id, kind, teammate_id),
  check ((kind = 'reassure') = (teammate_id is null)),
  check ((state = 'pending') = (at is null)),
  check (state not in ('failed', 'skipped') or error is not null)
);
create index handoff_step_pending on handoff_step (handoff_id) where state = 'pending';

-- Rendered and stored at the first attempt: every retry sends the same bytes under the same key.
create table email (
  key text primary key,
  handoff_id uuid not null references handoff,
  teammate_id uuid not null references teammate,
  recipient text not null,
  subject text not null,
  html text not null,
  body text not null,
  state text not null default 'pending' check (state in ('pending', 'sent', 'delivered', 'bounced', 'failed')),
  provider_id text unique,
  first_attempt_at timestamptz not null default now(),
  unique (handoff_id, teammate_id),
  check (state not in ('sent', 'delivered', 'bounced') or provider_id is not null)
);
