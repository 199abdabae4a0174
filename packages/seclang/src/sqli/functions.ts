/**
 * Functions by what an attacker wants of them. A call of one of the first three groups is an attack even as the whole value. The fourth has
 * those that programs and style sheets have too: they count where the value has left its place (a string, or after a logical operator).
 * The last counts only in a condition that was added.
 */
const TIME = `sleep pg_sleep pg_sleep_for pg_sleep_until benchmark dbms_lock.sleep dbms_session.sleep user_lock.sleep
  dbms_pipe.receive_message randomblob generate_series get_lock sys.dbms_lock.sleep sys.dbms_pipe.receive_message
  sqlite_sleep sleepfor`;

const ERROR = `extractvalue updatexml xmltype gtid_subset gtid_subtract name_const ctxsys.drithsx.sn utl_inaddr.get_host_address
  utl_inaddr.get_host_name dbms_utility.sqlid_to_sqlhash regexp_substring st_latfromgeohash st_longfromgeohash st_pointfromgeohash
  crypt_key dbms_xmlgen.getxml query_to_xml database_to_xml table_to_xml ordsys.ord_dicom.getmappingxpath`;

const FILE = `load_file load_extension lo_import lo_export pg_read_file pg_read_binary_file pg_ls_dir pg_stat_file xp_cmdshell xp_dirtree
  xp_regread xp_fileexist xp_subdirs sp_oacreate sp_oamethod sp_executesql sp_password sp_makewebtask openrowset opendatasource openquery
  utl_http.request utl_file.fopen httpuritype dbms_ldap.init dbms_java.runjava dblink dblink_connect dblink_exec sys_eval sys_exec
  fn_xe_file_target_read_file fn_get_audit_file fn_trace_gettable`;

const ACCOUNT = `polygon multipoint linestring geometrycollection multipolygon multilinestring json_keys database current_database
  current_user session_user system_user user_name suser_name suser_sname db_name host_name schema_name object_id object_name col_name has_dbaccess has_perms_by_name is_srvrolemember is_member sqlite_version
  pg_user pg_database_size current_setting set_config last_insert_id row_count found_rows connection_id serverproperty sys_context
  servername`;

const ORDINARY = `ascii ord char chr nchar unichar substr substring mid left right length len char_length character_length octet_length
  bit_length concat concat_ws group_concat string_agg listagg wm_concat array_agg xmlagg array_to_string stuff coalesce nullif ifnull
  isnull nvl nvl2 decode if iif elt field find_in_set make_set export_set case cast convert try_cast try_convert to_char to_number
  to_date to_timestamp hex unhex bin oct conv md5 md4 sha sha1 sha2 password old_password encrypt des_encrypt aes_encrypt aes_decrypt
  compress uncompress hashbytes crc32 lower upper lcase ucase trim ltrim rtrim lpad rpad repeat replicate replace reverse space insert
  locate instr position charindex patindex strcmp soundex difference format floor ceil ceiling round truncate abs sign sqrt pow power
  exp ln log log2 log10 rand random pi mod greatest least count sum avg min max std stddev variance bit_and bit_or bit_xor
  now sysdate curdate curtime current_date current_time current_timestamp getdate getutcdate localtime localtimestamp unix_timestamp
  from_unixtime utc_date utc_time date_add date_sub datediff timediff date_format str_to_date dateadd datepart dayofmonth dayofweek
  year month day hour minute second extract strftime julianday user version row exists any all not json_extract json_value json_query
  json_object json_arrayagg jsonb_agg xmlparse xpath xpath_exists quotename quote quote_literal quote_ident translate
  regexp_replace regexp_like regexp_substr regexp_instr regexp_matches like glob typeof zeroblob total changes chartorowid rawtohex
  hextoraw utl_raw.cast_to_varchar2 utl_raw.cast_to_raw utl_encode.base64_encode from_base64 to_base64 encode inet_aton inet_ntoa
  uuid newid sys_guid gen_random_uuid oct string_to_array unnest overlay split_part starts_with btrim initcap to_hex ascii_char
  ascii_val char_to_uuid gen_uuid values varchar int integer`;

const ATTACKING: ReadonlySet<string> = new Set([TIME, ERROR, FILE, ACCOUNT].flatMap((names) => names.split(/\s+/u)));
const KNOWN: ReadonlySet<string> = new Set([...ATTACKING, ...ORDINARY.split(/\s+/u)]);
const ALONE: ReadonlySet<string> = new Set([TIME, ERROR, FILE].flatMap((names) => names.split(/\s+/u)));
const CONDITIONAL: ReadonlySet<string> = new Set(['if', 'iif', 'elt', 'nullif', 'decode', 'make_set', 'case']);

const LONGEST = Math.max(...[...KNOWN].map((name) => name.length));

/** Whether databases have a function of this name, given in lower case. */
export function isFunction(name: string): boolean {
  return name.length <= LONGEST && KNOWN.has(name);
}

/** Whether a call of this function where a value is expected stands for an attack: it waits, fails on purpose, or reads files or accounts. */
export function isAttacking(name: string): boolean {
  return ATTACKING.has(name);
}

/** Whether a call of this function is an attack even if it is all there is of the value. */
export function isAttackAlone(name: string): boolean {
  return ALONE.has(name);
}

/** Whether the function chooses between its arguments by a condition. */
export function isConditional(name: string): boolean {
  return CONDITIONAL.has(name);
}
