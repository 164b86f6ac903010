using System.CommandLine;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary>Where <c>serve</c> keeps resources.</summary>
internal sealed class StoreOption
{
    private const string DefaultFile = "scim-conformance.db";
    private const string Sqlite = "sqlite:";

    /// <summary>The option to add to the command.</summary>
    public Option<string?> Option { get; } = new("--store")
    {
        Description = $"Where resources are kept: memory, sqlite:FILE or postgres:CONNECTION (default {Sqlite}{DefaultFile} in this folder). A PostgreSQL password is best left to PGPASSWORD.",
        HelpName = "STORE",
    };

    /// <summary>Sets the store.</summary>
    public void Apply(ParseResult parsed, ReferenceOptions options) => options.Store = parsed.GetValue(Option) ?? Sqlite + DefaultFile;

    /// <summary>What to tell of the store at the start; no connection string, which may hold a password.</summary>
    public static string Describe(ReferenceOptions options) => options.Store switch
    {
        "memory" => "Everything is in memory and gone after Ctrl+C.",
        _ when options.Store.StartsWith(Sqlite, StringComparison.Ordinal) =>
            $"Resources are kept in {Path.GetFullPath(options.Store[Sqlite.Length..])}; --store memory keeps them in memory alone.",
        _ => "Resources are kept in PostgreSQL.",
    };
}
