using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Directory;

/// <summary>A group's attributes by the names that Entra's attribute mappings use. <c>members</c> is read from the directory.</summary>
public static class GroupAttributes
{
    /// <summary>The attributes that a mapping may read without further ado.</summary>
    public static IReadOnlyList<string> Names { get; } = ["objectId", "displayName", "mailNickname", "description", "mail", "securityEnabled", "mailEnabled", "members"];

    /// <summary>The value of an attribute; none when the group has none.</summary>
    public static MappingValue Read(IdpGroup group, string name) => name switch
    {
        "objectId" => MappingValue.Of(group.Id),
        "displayName" => Text(group.DisplayName),
        "mailNickname" => Text(group.MailNickname),
        "description" => Text(group.Description),
        "mail" => Text(group.Mail),
        "securityEnabled" => MappingValue.Of(group.IsSecurityEnabled),
        "mailEnabled" => MappingValue.Of(!string.IsNullOrEmpty(group.Mail)),
        _ => group.Custom.GetValueOrDefault(name, MappingValue.Null),
    };

    /// <summary>The names of the attributes in which two states of a group differ.</summary>
    internal static List<string> Differences(IdpGroup before, IdpGroup after) =>
    [
        .. Names.Where(name => !Read(before, name).Equals(Read(after, name))),
        .. CustomAttributes.Differences(before.Custom, after.Custom),
    ];

    private static MappingValue Text(string? text) => string.IsNullOrEmpty(text) ? MappingValue.Null : MappingValue.Of(text);
}
