namespace ScimConformance.Provider.Profiles;

/// <summary>The profiles that come with the provider: fixtures/profiles, embedded.</summary>
internal static class BuiltInProfiles
{
    private const string Prefix = "profiles/";
    private const string Suffix = ".json";

    internal static IReadOnlyList<string> Names { get; } = [.. typeof(BuiltInProfiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length])
        .Order(StringComparer.Ordinal)];

    internal static ApplicationProfile? Find(string name) => Text(name) is { } json ? ProfileReader.Read(json) : null;

    internal static string? Text(string name)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
            return null;
        using var reader = new StreamReader(typeof(BuiltInProfiles).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!);
        return reader.ReadToEnd();
    }
}
