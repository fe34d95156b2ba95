-- Every message in and out, what settled it, and how far WhatsApp took it.

create table message (
  id uuid primary key default gen_random_uuid(),
  conversation_id uuid not null references conversation,
  -- The conversation's next number, taken under its row lock.
  number bigint not null check (number > 0),
  -- WhatsApp's second (an outbound message takes that of the newest before it); (placed_at, number) is the order everybody reads.
  placed_at timestamptz not null,
  author text not null check (author in ('customer', 'ai', 'teammate', 'business_phone')),
  teammate_id uuid references teammate,
  kind text not null,
  text text,
  payload jsonb not null default '{}',
  wa_message_id text unique,
  reply_to text,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  revoked_at timestamptz,
  state text not null
    check (state in ('received', 'pending', 'sending', 'sent', 'delivered', 'read', 'failed', 'suppressed', 'unconfirmed')),
  error text,

  -- Inbound. A message that needs an answer is settled exactly once: by a turn, by a person, or by a recorded closing.
  needs_answer boolean not null default false,
  settled_by text check (settled_by in ('turn', 'person', 'closing')),
  settled_at timestamptz,
  turn_id uuid references turn,

  -- Outbound.
  purpose text check (purpose in ('reply', 'reassurance', 'update', 'template')),
  client_id text,
  epoch integer,
  handoff_id uuid references handoff,
  attempts integer not null default 0,
  claimed_at timestamptz,
  -- False while an attempt may still be on the wire.
  attempt_over boolean not null default true,
  next_attempt_at timestamptz not null default '-infinity',

  unique (conversation_id, number),
  unique (conversation_id, client_id),
  check ((author = 'customer') = (state = 'received')),
  check ((author = 'customer') = (purpose is null)),
  check ((author = 'teammate') = (teammate_id is not null)),
  check (author <> 'customer' or wa_message_id is not null),
  check (state not in ('sent', 'delivered', 'read') or wa_message_id is not null),
  check (state not in ('sending', 'unconfirmed') or claimed_at is not null),
  check (not (author = 'ai' and purpose = 'reply') or (epoch is not null and turn_id is not null)),
  check (purpose is distinct from 'reassurance' or handoff_id is not null),
  check ((settled_by is null) = (settled_at is null)),
  check (settled_by is distinct from 'turn' or turn_id is not null),
  check (settled_by is null or author = 'customer')
);
create index message_in_order on message (conversation_id, placed_at, number);
create index message_unsettled on message (conversation_id, number) where needs_answer and settled_at is null;
create index message_outbound on message (conversation_id, number) where state in ('pending', 'sending');
create unique index message_one_reassurance on message (handoff_id) where purpose = 'reassurance';

create function message_guard() returns trigger language plpgsql as $$
declare talks record;
begin
  if new.state <> old.state and not (case old.state
      when 'pending' then new.state in ('sending', 'suppressed', 'failed')
      when 'sending' then new.state in ('pending', 'sent', 'delivered', 'read', 'failed', 'unconfirmed')
      when 'unconfirmed' then new.state in ('pending', 'sent', 'delivered', 'read', 'failed')
      when 'sent' then new.state in ('delivered', 'read', 'failed')
      when 'delivered' then new.state = 'read'
      when 'failed' then new.state in ('delivered', 'read')
      else false end) then
    raise exception 'message % may not go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'state_only_moves_forward';
  end if;
  if old.settled_at is not null and new.settled_at is not null
     and (new.settled_by, new.turn_id) is distinct from (old.settled_by, old.turn_id) then
    raise exception 'message % is already settled', old.id using errcode = 'check_violation', constraint = 'settled_once';
  end if;
  if new.state = 'sending' and old.state = 'pending' and new.author = 'ai' and new.purpose = 'reply' then
    select handler, epoch into talks from conversation where id = new.conversation_id;
    if talks.handler <> 'ai' or talks.epoch <> new.epoch then
      raise exception 'the AI may not speak in conversation %', new.conversation_id
        using errcode = 'check_violation', constraint = 'one_voice';
    end if;
  end if;
  return new;
end $$;
create trigger message_guard before update on message for each row execute function message_guard();

-- Media is copied to our own storage: WhatsApp's ids live 7 days.
create table media (
  id uuid primary key default gen_random_uuid(),
  message_id uuid not null unique references message,
  wa_media_id text not null,
  mime_type text not null,
  filename text,
  voice boolean not null default false,
  sha256 text,
  size bigint,
  state text not null default 'pending' check (state in ('pending', 'stored', 'failed')),
  error text,
  created_at timestamptz not null default now(),
  check ((state = 'failed') = (error is not null)),
  check (state <> 'stored' or (size is not null and sha256 is not null))
);
create index media_pending on media (created_at) where state = 'pending';
create table media_chunk (
  media_id uuid not null references media,
  number integer not null,
  bytes bytea not null,
  primary key (media_id, number)
);

-- A status that came before its message was known; taken when the message learns its WhatsApp id.
create table early_status (
  wa_message_id text not null,
  status text not null check (status in ('sent', 'delivered', 'read', 'failed')),
  error_code integer,
  at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (wa_message_id, status)
);

-- A click is never lost or doubled: the first answer to a client's id is kept and repeated.
create table command (
  conversation_id uuid not null references conversation,
  client_id text not null,
  request_hash bytea not null,
  answer jsonb not null,
  created_at timestamptz not null default now(),
  primary key (conversation_id, client_id)
);
