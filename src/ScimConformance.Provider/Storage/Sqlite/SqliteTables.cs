namespace ScimConformance.Provider.Storage.Sqlite;

/// <summary>The tables in a SQLite file, one text for each version, each on top of the ones before; the file's user_version counts them.</summary>
internal static class SqliteTables
{
    internal static readonly string[] Versions =
    [
        """
        CREATE TABLE scim_resource (
            position INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, created INTEGER NOT NULL,
            modified INTEGER NOT NULL, revision INTEGER NOT NULL, label TEXT NOT NULL, attributes BLOB NOT NULL, UNIQUE (tenant, id));
        CREATE INDEX scim_resource_by_type ON scim_resource (tenant, type, position);
        CREATE TABLE scim_key (
            tenant TEXT NOT NULL, type TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL, is_unique INTEGER NOT NULL, searchable INTEGER NOT NULL,
            resource INTEGER NOT NULL REFERENCES scim_resource (position) ON DELETE CASCADE, PRIMARY KEY (tenant, type, attribute, value, resource)) WITHOUT ROWID;
        CREATE UNIQUE INDEX scim_key_unique ON scim_key (tenant, type, attribute, value) WHERE is_unique;
        CREATE INDEX scim_key_unsearchable ON scim_key (tenant, type, attribute) WHERE NOT searchable;
        CREATE INDEX scim_key_by_resource ON scim_key (resource);
        CREATE TABLE scim_member (
            tenant TEXT NOT NULL, member TEXT NOT NULL, resource INTEGER NOT NULL REFERENCES scim_resource (position) ON DELETE CASCADE,
            PRIMARY KEY (tenant, member, resource)) WITHOUT ROWID;
        CREATE INDEX scim_member_by_resource ON scim_member (resource);
        CREATE TABLE scim_total (tenant TEXT NOT NULL, type TEXT NOT NULL, total INTEGER NOT NULL, PRIMARY KEY (tenant, type)) WITHOUT ROWID;
        CREATE TABLE scim_indexed (one INTEGER PRIMARY KEY, description TEXT NOT NULL);
        """,
        """
        CREATE TABLE scim_secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE scim_used (what TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX scim_used_until ON scim_used (until);
        """,
    ];
}
