using Bogus;
using Bogus.DataSets;

namespace ScimConformance.Simulators.Directory;

/// <summary>
/// The people, groups and assignments of one tenant of an identity provider, with a feed of changes. Everything random in it follows from its seed, time from its clock.
/// It may be read by several threads while nobody changes it.
/// </summary>
public sealed partial class IdpDirectory
{
    /// <summary>How long a deleted object can be restored.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private readonly Randomizer _random;
    private readonly Name _names;
    private readonly Commerce _commerce;
    private readonly TimeProvider _clock;
    private readonly ChangeFeed _feed;
    private readonly Dictionary<string, IdpUser> _users = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Due, string Id)> _purges = new();
    private readonly Dictionary<string, (DateTimeOffset Due, AccountState Before)> _recycled = new(StringComparer.Ordinal);

    /// <summary>Creates an empty directory.</summary>
    /// <param name="seed">The seed of names, ids and passwords.</param>
    /// <param name="clock">Decides when what is in the recycle bin is deleted for good; null for the system's clock.</param>
    public IdpDirectory(long seed, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _feed = new ChangeFeed(_clock);
        _random = new Randomizer(HashCode(seed));
        _names = new Name("en") { Random = _random };
        _commerce = new Commerce("en") { Random = _random };
    }

    /// <summary>
    /// Fills a directory from JSON: <c>{"customAttributes":[],"roles":[…],"users":[…],"groups":[…],"assignments":[…]}</c> (fixtures/entra/directory.json).
    /// Attributes have Microsoft Graph's names. People are referred to by objectId or userPrincipalName, groups by objectId or displayName, roles by id or value.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="seed">The seed of ids that the text does not give.</param>
    /// <param name="clock">Decides when what is in the recycle bin is deleted for good; null for the system's clock.</param>
    /// <exception cref="FormatException">It is malformed; the message names the entry, the member and the way out.</exception>
    public static IdpDirectory Parse(string json, long seed, TimeProvider? clock = null) => DirectoryFileReader.Read(json, seed, clock);

    /// <summary>Makes up a directory. Its feed begins after what was made up.</summary>
    /// <param name="plan">What it is like.</param>
    /// <param name="seed">The seed: the same plan and seed make up the same directory.</param>
    /// <param name="clock">Decides when what is in the recycle bin is deleted for good; null for the system's clock.</param>
    /// <exception cref="ArgumentException">The plan asks for something that cannot be made up; the message names it.</exception>
    public static IdpDirectory Generate(DirectoryPlan plan, long seed, TimeProvider? clock = null) => DirectoryGenerator.Generate(plan, seed, clock);

    /// <summary>Its clock.</summary>
    internal TimeProvider Clock => _clock;

    /// <summary>The people, in the order in which they were added; hard-deleted ones stay as tombstones.</summary>
    public IReadOnlyCollection<IdpUser> Users => _users.Values;

    /// <summary>The position of the last change: the watermark of somebody who has read everything.</summary>
    public long Watermark => _feed.Position;

    /// <summary>Makes up a person and adds it, without assigning the application.</summary>
    /// <param name="id">The directory id, in the identity provider's form.</param>
    /// <param name="email">The work e-mail address, which is the sign-in name too.</param>
    public IdpUser AddUser(string id, string email) => MakeUp(id, _names.FirstName(), _names.LastName(), email);

    /// <summary>Makes up a person with an address from the person's name and some digits, for example <c>ada.hill2741@example.com</c>, and adds it, without assigning the application.</summary>
    /// <param name="id">The directory id, in the identity provider's form.</param>
    /// <param name="domain">The domain of the address.</param>
    public IdpUser AddUserOf(string id, string domain)
    {
        var (given, family) = (_names.FirstName(), _names.LastName());
        var local = new string($"{given}.{family}".ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || c == '.').ToArray());
        return MakeUp(id, given, family, $"{local}{_random.Number(1000, 9999)}@{domain}");
    }

    /// <summary>Adds a person as given, without assigning the application.</summary>
    /// <exception cref="ArgumentException">There is an object with this directory id already.</exception>
    public IdpUser Add(IdpUser user)
    {
        RequireNewId(user.Id);
        _users.Add(user.Id, user);
        _feed.Add(DirectoryChangeKind.Added, user.Id);
        NoteState(user.Id, AccountState.Enabled, user.State);
        return user;
    }

    /// <summary>The person with this directory id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public IdpUser this[string userId] => _users[userId];

    /// <summary>The person with this directory id, or null; hard-deleted ones are found as tombstones.</summary>
    public IdpUser? FindUser(string userId) => _users.GetValueOrDefault(userId);

    /// <summary>Changes a person. A change of the account's state is the same as the method of that name.</summary>
    /// <param name="userId">The directory id.</param>
    /// <param name="change">Makes the new state from the old one.</param>
    public IdpUser Change(string userId, Func<IdpUser, IdpUser> change)
    {
        var before = _users[userId];
        var after = change(before) with { Id = userId };
        _users[userId] = after;
        NoteState(userId, before.State, after.State);
        // A person who was gone for good is new: everything is.
        if (before.State != AccountState.HardDeleted && UserAttributes.Differences(before, after) is { Count: > 0 } attributes)
        {
            _feed.Add(DirectoryChangeKind.Changed, userId, attributes);
        }

        return after;
    }

    /// <summary>Moves a person or a group to the recycle bin. Nothing happens when it is there or gone.</summary>
    public void SoftDelete(string objectId) => Move(objectId, s => s < AccountState.SoftDeleted, AccountState.SoftDeleted);

    /// <summary>Takes a person or a group out of the recycle bin, enabled or disabled as before. Nothing happens when it is not there.</summary>
    public void Restore(string objectId) =>
        Move(objectId, s => s == AccountState.SoftDeleted, _recycled.TryGetValue(objectId, out var entry) ? entry.Before : AccountState.Enabled);

    /// <summary>Deletes a person or a group for good, with memberships and assignments. Nothing happens when it is gone.</summary>
    public void HardDelete(string objectId) => Move(objectId, s => s != AccountState.HardDeleted, AccountState.HardDeleted);

    /// <summary>When an object in the recycle bin is deleted for good; null when it is not there.</summary>
    public DateTimeOffset? PurgeDue(string objectId) => _recycled.TryGetValue(objectId, out var entry) ? entry.Due : null;

    /// <summary>Deletes for good what has been in the recycle bin for <see cref="Retention"/>.</summary>
    /// <returns>How many objects that were.</returns>
    public int PurgeExpired()
    {
        var count = 0;
        while (_purges.TryPeek(out var next) && next.Due <= _clock.GetUtcNow())
        {
            _purges.Dequeue();
            // It may have been restored, and even deleted again, in the meantime.
            if (_recycled.TryGetValue(next.Id, out var entry) && entry.Due == next.Due)
            {
                HardDelete(next.Id);
                count++;
            }
        }

        return count;
    }

    /// <summary>What changed since a watermark. What has been in the recycle bin for too long is deleted for good first.</summary>
    /// <param name="watermark">0 for everything that ever happened, or what <see cref="Watermark"/> or a former delta said.</param>
    /// <exception cref="ArgumentOutOfRangeException">The changes since then were forgotten; an initial cycle is needed.</exception>
    public DirectoryDelta ChangesSince(long watermark)
    {
        PurgeExpired();
        return new DirectoryDelta(_feed.Since(watermark), _feed.Position);
    }

    /// <summary>The single changes since a watermark, in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The changes since then were forgotten.</exception>
    public IEnumerable<DirectoryChange> HistorySince(long watermark) => _feed.Since(watermark);

    /// <summary>Forgets the changes up to a watermark, which keeps memory in bounds when a simulation goes on for long.</summary>
    public void ForgetChanges(long watermark) => _feed.ForgetUpTo(watermark);

    /// <summary>A new GUID in lower case, from the seed, with the marks of a random one (RFC 9562 section 5.4), which directory ids and the GUIDs of probes have.</summary>
    public string NewGuid()
    {
        var text = _random.Guid().ToString().ToCharArray();
        text[14] = '4';
        text[19] = "89ab"[Uri.FromHex(text[19]) & 3];
        return new string(text);
    }

    /// <summary>New text of characters drawn from an alphabet, from the seed.</summary>
    public string NewText(int length, string alphabet) => _random.String2(length, alphabet);

    private void Move(string objectId, Func<AccountState, bool> from, AccountState to)
    {
        if (_users.TryGetValue(objectId, out var user) && from(user.State))
        {
            Change(objectId, u => u with { State = to });
        }
        else if (_groups.TryGetValue(objectId, out var group) && from(group.State))
        {
            ChangeGroup(objectId, g => g with { State = to });
        }
    }

    private void NoteState(string objectId, AccountState before, AccountState after)
    {
        if (before == after)
        {
            return;
        }

        _recycled.Remove(objectId);
        switch (before, after)
        {
            case (_, AccountState.SoftDeleted):
                var due = _clock.GetUtcNow() + Retention;
                _recycled[objectId] = (due, before is AccountState.Disabled ? before : AccountState.Enabled);
                _purges.Enqueue((due, objectId));
                _feed.Add(DirectoryChangeKind.SoftDeleted, objectId);
                break;
            case (_, AccountState.HardDeleted):
                _feed.Add(DirectoryChangeKind.HardDeleted, objectId);
                RemoveTraces(objectId);
                break;
            case (AccountState.HardDeleted, _):
                _feed.Add(DirectoryChangeKind.Added, objectId);
                break;
            case (AccountState.SoftDeleted, _):
                _feed.Add(DirectoryChangeKind.Restored, objectId);
                break;
            default:
                // Enabling and disabling is a change of accountEnabled, which Change notes.
                break;
        }
    }

    private void RequireNewId(string id)
    {
        if (string.IsNullOrEmpty(id) || _users.ContainsKey(id) || _groups.ContainsKey(id))
        {
            throw new ArgumentException($"The directory id '{id}' is {(string.IsNullOrEmpty(id) ? "empty" : "taken")}; every object needs one of its own.", nameof(id));
        }
    }

    private IdpUser MakeUp(string id, string given, string family, string email) => Add(new IdpUser(id, email, email)
    {
        Alias = email.Split('@')[0],
        GivenName = given,
        FamilyName = family,
        DisplayName = $"{given} {family}",
        Title = _names.JobTitle(),
        Department = _commerce.Department(1),
    });

    private static int HashCode(long seed) => unchecked((int)(seed ^ (seed >> 32)));
}
