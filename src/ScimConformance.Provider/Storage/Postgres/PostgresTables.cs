namespace ScimConformance.Provider.Storage.Postgres;

/// <summary>The tables in a PostgreSQL database, one text for each version, each on top of the ones before; scim_version counts them.</summary>
internal static class PostgresTables
{
    internal const string VersionTable = "CREATE TABLE IF NOT EXISTS scim_version (version integer NOT NULL)";

    // Text is compared byte by byte (collation "C"): identifiers and keys are equal to the letter or not at all, and a prefix is a range.
    internal static readonly string[] Versions =
    [
        """
        CREATE TABLE scim_resource (
            position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
            created bigint NOT NULL, modified bigint NOT NULL, revision integer NOT NULL, label text NOT NULL, attributes bytea NOT NULL, UNIQUE (tenant, id));
        CREATE INDEX scim_resource_by_type ON scim_resource (tenant, type, position);
        CREATE TABLE scim_key (
            tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, attribute text COLLATE "C" NOT NULL, value text COLLATE "C" NOT NULL,
            is_unique boolean NOT NULL, searchable boolean NOT NULL, resource bigint NOT NULL REFERENCES scim_resource (position) ON DELETE CASCADE,
            PRIMARY KEY (tenant, type, attribute, value, resource));
        CREATE UNIQUE INDEX scim_key_unique ON scim_key (tenant, type, attribute, value) WHERE is_unique;
        CREATE INDEX scim_key_unsearchable ON scim_key (tenant, type, attribute) WHERE NOT searchable;
        CREATE INDEX scim_key_by_resource ON scim_key (resource);
        CREATE TABLE scim_member (
            tenant text COLLATE "C" NOT NULL, member text COLLATE "C" NOT NULL, resource bigint NOT NULL REFERENCES scim_resource (position) ON DELETE CASCADE,
            PRIMARY KEY (tenant, member, resource));
        CREATE INDEX scim_member_by_resource ON scim_member (resource);
        CREATE TABLE scim_total (tenant text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, total bigint NOT NULL, PRIMARY KEY (tenant, type));
        CREATE TABLE scim_indexed (one integer PRIMARY KEY, description text NOT NULL);
        """,
        """
        CREATE TABLE scim_secret (name text COLLATE "C" PRIMARY KEY, value bytea NOT NULL);
        CREATE TABLE scim_used (what text COLLATE "C" PRIMARY KEY, until bigint NOT NULL);
        CREATE INDEX scim_used_until ON scim_used (until);
        """,
    ];
}
