-- How teammates get in, and what is known about each of them.

-- Owner is a permission that several may have. The last resort, who receives what nobody else does, is one of them.
alter table teammate
  add column last_resort boolean not null default false,
  add column configured_name text,
  add column time_zone text check (length(time_zone) between 1 and 100),
  add column language text check (length(language) between 2 and 35),
  add column public_name text check (length(public_name) between 1 and 60);
update teammate set last_resort = true where role = 'owner';
drop index teammate_one_owner;
alter table teammate
  drop constraint teammate_check,
  add constraint teammate_last_resort_stays check (not last_resort or (active and role = 'owner'));
create unique index teammate_one_last_resort on teammate (last_resort) where last_resort;

-- One asked-for, invited or copied sign-in. The link's token and the mail's code redeem the same row, once. Only hashes are
-- kept: the token has 256 random bits; the code is hashed with the session secret and limited in tries.
create table sign_in (
  id uuid primary key,
  teammate_id uuid not null references teammate,
  token_hash bytea not null unique,
  code_hash bytea,
  tries integer not null default 0,
  next text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  redeemed_at timestamptz
);
create index sign_in_newest on sign_in (teammate_id, created_at desc);
create index sign_in_over on sign_in (expires_at);

-- The columns that connect-pg-simple reads and writes, and whose session it is.
create table session (
  sid text primary key,
  sess jsonb not null,
  expire timestamptz not null,
  teammate_id uuid not null generated always as ((sess ->> 'teammateId')::uuid) stored references teammate
);
create index session_of_teammate on session (teammate_id);
create index session_over on session (expire);

-- Signs the session cookie where the environment names no secret; made by the first api that starts.
alter table installation add column session_secret text;

alter table api_key
  add column scopes text[] not null default '{read,write,manage}' check (scopes <@ '{read,write,manage}' and scopes <> '{}'),
  add column last_used_on date;
