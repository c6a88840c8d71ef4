-- An append may name the event that it builds on: it was decided before that one was stored, and somebody else may have written another
-- one in its place, under the same version. The function of 002 stays for processes of the build before.

create function append_group(
  p_streams text[],         -- every stream that the group touches, once
  p_last_touch int[],       -- of each caller: its last touch; its first one follows the last one of the caller before
  p_facts int[],            -- of each caller: how many facts it writes
  p_record int[],           -- of each caller: the first record of the group with its idempotency key; 0 without a key
  p_touch_stream int[], p_touch_expected int[], p_touch_facts int[],
  p_record_caller int[], p_record_scope text[], p_record_key text[], p_record_content text[], p_record_answer json[],
  p_caller int[], p_stream text[], p_version int[], p_id uuid[], p_type text[], p_data json[], p_meta json[],
  p_touch_after uuid[],     -- of each touch: the event that must stand at its expected version; nil where any may; empty: nobody asks
  p_touch_end uuid[],       -- of each touch: the last event that it writes; nil where it writes none; empty: nobody asks
  p_not_before timestamptz, -- the latest time that was decided with: `at` is not before it
  out o_refusals int[],     -- of each caller: 0 accepted, -1 its key is taken, else the stream that is not where it believes
  out o_position bigint,    -- the head before
  out o_at timestamptz,     -- the time of every event, null when none is written
  out o_clock timestamptz   -- the clock as it is
) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  c_nil constant uuid := '00000000-0000-0000-0000-000000000000';
  v_asks constant boolean := cardinality(p_touch_after) > 0;
  v_ends uuid[];
  v_last_at timestamptz;
  v_heads int[];
  v_taken boolean[];
  v_refusals int[] := array_fill(0, array[cardinality(p_last_touch)]);
  v_missing int[] := v_refusals; -- of each caller: facts of the refused ones up to it
  v_refused int := 0;
  v_written int;
  v_first int;
  v_last int := 0;
  v_refusal int;
begin
  if cardinality(p_caller) + cardinality(p_record_caller) > 0 then
    select position, at into o_position, v_last_at from head for update;
  end if;
  v_heads := array(
    select coalesce((select e.version from events e where e.stream = s.name order by e.version desc limit 1), 0)
    from unnest(p_streams) with ordinality as s(name, ord) order by s.ord);
  if v_asks then
    v_ends := array(
      select coalesce((select e.id from events e where e.stream = s.name order by e.version desc limit 1), c_nil)
      from unnest(p_streams) with ordinality as s(name, ord) order by s.ord);
  end if;
  if cardinality(p_record_caller) > 0 then
    v_taken := array(
      select exists (select from idempotency i where i.scope = r.scope and i.key = r.key)
      from unnest(p_record_scope, p_record_key) with ordinality as r(scope, key, ord) order by r.ord);
  end if;

  for v_caller in 1 .. cardinality(p_last_touch) loop
    v_first := v_last + 1;
    v_last := p_last_touch[v_caller];
    v_refusal := 0;
    if p_record[v_caller] > 0 and v_taken[p_record[v_caller]] then
      v_refusal := -1;
    else
      for v_touch in v_first .. v_last loop
        if v_heads[p_touch_stream[v_touch]] <> p_touch_expected[v_touch]
          or (v_asks and p_touch_after[v_touch] not in (c_nil, v_ends[p_touch_stream[v_touch]])) then
          v_refusal := p_touch_stream[v_touch];
          exit;
        end if;
      end loop;
    end if;
    if v_refusal <> 0 then
      v_refusals[v_caller] := v_refusal;
      v_refused := v_refused + p_facts[v_caller];
    else
      for v_touch in v_first .. v_last loop
        v_heads[p_touch_stream[v_touch]] := v_heads[p_touch_stream[v_touch]] + p_touch_facts[v_touch];
        if v_asks and p_touch_facts[v_touch] > 0 then
          v_ends[p_touch_stream[v_touch]] := p_touch_end[v_touch];
        end if;
      end loop;
      if p_record[v_caller] > 0 then
        v_taken[p_record[v_caller]] := true;
      end if;
    end if;
    if v_refused > 0 then
      v_missing[v_caller] := v_refused;
    end if;
  end loop;
  o_refusals := v_refusals;

  v_written := cardinality(p_caller) - v_refused;
  if v_written > 0 then
    o_at := greatest(clock_timestamp(), v_last_at, p_not_before);
    insert into events (position, stream, version, id, type, data, meta, at)
    select o_position + x.ord - v_missing[x.caller], x.stream, x.version, x.id, x.type, x.data, x.meta, o_at
    from unnest(p_caller, p_stream, p_version, p_id, p_type, p_data, p_meta) with ordinality
      as x(caller, stream, version, id, type, data, meta, ord)
    where v_refusals[x.caller] = 0;
    update head set position = o_position + v_written, at = o_at;
  end if;
  if cardinality(p_record_caller) > 0 then
    insert into idempotency (scope, key, content, answer)
    select r.scope, r.key, r.content, r.answer
    from unnest(p_record_caller, p_record_scope, p_record_key, p_record_content, p_record_answer)
      as r(caller, scope, key, content, answer)
    where v_refusals[r.caller] = 0;
  end if;
  o_clock := clock_timestamp();
end $$;
