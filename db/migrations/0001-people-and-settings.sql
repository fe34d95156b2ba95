-- Who answers, what they know, and how this installation is set.

-- One row: names this installation's task queues, so that two installations may share a Temporal server.
create table installation (
  only_row boolean primary key default true check (only_row),
  id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now()
);
insert into installation default values;

create table teammate (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) between 3 and 320),
  role text not null default 'teammate' check (role in ('owner', 'teammate')),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  check (role <> 'owner' or active)
);
create unique index teammate_one_email on teammate (lower(email)) where active;
-- The last resort must exist once: a handoff always has an assignee.
create unique index teammate_one_owner on teammate (role) where role = 'owner';

-- Only a SHA-256 of the key is kept; `prefix` lets people tell keys apart.
create table api_key (
  id uuid primary key default gen_random_uuid(),
  teammate_id uuid not null references teammate,
  name text not null,
  prefix text not null,
  key_hash bytea not null unique,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

create table setting (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

create table article (
  id uuid primary key default gen_random_uuid(),
  title text not null check (length(title) between 1 and 300),
  content text not null check (length(content) <= 100000),
  language text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
