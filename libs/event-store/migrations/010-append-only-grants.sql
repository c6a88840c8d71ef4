-- Events are appended and read, nothing else: whoever owns the log takes the other rights away from itself.

-- An owner holds its rights like anybody else, so this binds it until it grants them again. Only a superuser passes by grants.
revoke update, delete, truncate on events from public, current_user;

-- For whoever passes by grants, the trigger; also in a session that plays a replica, where ordinary triggers are silent.
alter table events enable always trigger events_append_only;
