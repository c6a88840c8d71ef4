-- The usual group: nobody in it is refused. Three statements and no loop over callers; whatever else there is, append_group decides.

-- The caller has seen to it that the group agrees in itself: each one expects of a stream what those before it leave, and no
-- idempotency key stands twice. Then all are accepted when every stream stands where the first one expects it and no key is taken.
create function append_together(
  p_streams text[],         -- every stream that the group touches, once
  p_expected int[],         -- of each stream: the version at which the first one expects it
  p_after uuid[],           -- of each stream: the event that it must end with; nil where any may; empty: nobody asks
  p_record_scope text[], p_record_key text[], p_record_content text[], p_record_answer json[],
  p_stream text[], p_version int[], p_id uuid[], p_type text[], p_data json[], p_meta json[],
  p_not_before timestamptz, -- the latest time that was decided with: `at` is not before it
  out o_position bigint,    -- the head before; null when somebody would be refused, and nothing is written
  out o_at timestamptz,     -- the time of every event, null when none is written
  out o_clock timestamptz   -- the clock as it is
) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  c_nil constant uuid := '00000000-0000-0000-0000-000000000000';
  v_position bigint := 0;
  v_last_at timestamptz;
  v_written int := cardinality(p_stream);
  v_records int := cardinality(p_record_scope);
begin
  if v_written + v_records > 0 then
    select position, at into v_position, v_last_at from head for update;
  end if;
  if array(
    select coalesce((select e.version from events e where e.stream = s.name order by e.version desc limit 1), 0)
    from unnest(p_streams) with ordinality as s(name, ord) order by s.ord) = p_expected
    and (cardinality(p_after) = 0 or not exists (
      select from unnest(p_streams, p_after) as s(name, after)
      where s.after <> c_nil
        and s.after is distinct from (select e.id from events e where e.stream = s.name order by e.version desc limit 1)))
    and (v_records = 0 or not exists (
      select from unnest(p_record_scope, p_record_key) as r(scope, key)
      join idempotency i on i.scope = r.scope and i.key = r.key))
  then
    o_position := v_position;
    if v_written > 0 then
      o_at := greatest(clock_timestamp(), v_last_at, p_not_before);
      insert into events (position, stream, version, id, type, data, meta, at)
      select v_position + x.ord, x.stream, x.version, x.id, x.type, x.data, x.meta, o_at
      from unnest(p_stream, p_version, p_id, p_type, p_data, p_meta) with ordinality as x(stream, version, id, type, data, meta, ord);
      update head set position = v_position + v_written, at = o_at;
    end if;
    if v_records > 0 then
      insert into idempotency (scope, key, content, answer)
      select * from unnest(p_record_scope, p_record_key, p_record_content, p_record_answer);
    end if;
  end if;
  o_clock := clock_timestamp();
end $$;
