using Bogus;
using Bogus.DataSets;

namespace ScimConformance.Simulators.Directory;

/// <summary>The people, groups and assignments of one tenant of an identity provider. Everything random in it follows from its seed.</summary>
public sealed class IdpDirectory
{
    private readonly Randomizer _random;
    private readonly Name _names;
    private readonly Commerce _commerce;
    private readonly Dictionary<string, IdpUser> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IdpGroup> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<Assignment> _assignments = [];

    /// <summary>Creates an empty directory.</summary>
    /// <param name="seed">The seed of names, ids and passwords.</param>
    public IdpDirectory(long seed)
    {
        _random = new Randomizer(HashCode(seed));
        _names = new Name("en") { Random = _random };
        _commerce = new Commerce("en") { Random = _random };
    }

    /// <summary>The people, in the order in which they were added; hard-deleted ones stay as tombstones.</summary>
    public IReadOnlyCollection<IdpUser> Users => _users.Values;

    /// <summary>The groups, in the order in which they were added.</summary>
    public IReadOnlyCollection<IdpGroup> Groups => _groups.Values;

    /// <summary>Who has the application.</summary>
    public IReadOnlyCollection<Assignment> Assignments => _assignments;

    /// <summary>Makes up a person and adds it, without assigning the application.</summary>
    /// <param name="id">The directory id, in the identity provider's form.</param>
    /// <param name="email">The work e-mail address, which is the sign-in name too.</param>
    public IdpUser AddUser(string id, string email) => Add(id, _names.FirstName(), _names.LastName(), email);

    /// <summary>Makes up a person with an address from the person's name and some digits, for example <c>ada.hill2741@example.com</c>, and adds it, without assigning the application.</summary>
    /// <param name="id">The directory id, in the identity provider's form.</param>
    /// <param name="domain">The domain of the address.</param>
    public IdpUser AddUserOf(string id, string domain)
    {
        var (given, family) = (_names.FirstName(), _names.LastName());
        var local = new string($"{given}.{family}".ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || c == '.').ToArray());
        return Add(id, given, family, $"{local}{_random.Number(1000, 9999)}@{domain}");
    }

    /// <summary>Adds a group.</summary>
    /// <param name="displayName">Its name.</param>
    /// <param name="memberIds">Directory ids of its members.</param>
    public IdpGroup AddGroup(string displayName, params string[] memberIds)
    {
        var group = new IdpGroup(NewGuid(), displayName, memberIds);
        _groups.Add(group.Id, group);
        return group;
    }

    /// <summary>The person with this directory id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public IdpUser this[string userId] => _users[userId];

    /// <summary>Changes a person.</summary>
    /// <param name="userId">The directory id.</param>
    /// <param name="change">Makes the new state from the old one.</param>
    public IdpUser Change(string userId, Func<IdpUser, IdpUser> change) => _users[userId] = change(_users[userId]);

    /// <summary>Gives a person the application.</summary>
    public void Assign(string userId) => _assignments.Add(new Assignment(userId));

    /// <summary>Takes the application from a person.</summary>
    public void Unassign(string userId) => _assignments.Remove(new Assignment(userId));

    /// <summary>Whether a person has the application.</summary>
    public bool IsAssigned(string userId) => _assignments.Contains(new Assignment(userId));

    /// <summary>A new GUID in lower case, from the seed.</summary>
    public string NewGuid() => _random.Guid().ToString();

    /// <summary>New text of characters drawn from an alphabet, from the seed.</summary>
    public string NewText(int length, string alphabet) => _random.String2(length, alphabet);

    private IdpUser Add(string id, string given, string family, string email)
    {
        var user = new IdpUser(id, email, email)
        {
            Alias = email.Split('@')[0],
            GivenName = given,
            FamilyName = family,
            DisplayName = $"{given} {family}",
            Title = _names.JobTitle(),
            Department = _commerce.Department(1),
        };
        _users.Add(id, user);
        return user;
    }

    private static int HashCode(long seed) => unchecked((int)(seed ^ (seed >> 32)));
}
