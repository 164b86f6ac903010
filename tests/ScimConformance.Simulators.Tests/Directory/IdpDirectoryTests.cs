using NUnit.Framework;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Directory;

/// <summary>People, groups, assignments, the recycle bin, and the feed of what changed.</summary>
public sealed class IdpDirectoryTests
{
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private IdpDirectory _directory = null!;
    private string _ada = null!;
    private string _bob = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new IdpDirectory(seed: 1, _clock);
        _ada = _directory.AddUser(_directory.NewGuid(), "ada@example.com").Id;
        _bob = _directory.AddUser(_directory.NewGuid(), "bob@example.com").Id;
    }

    [Test]
    public void The_feed_names_changed_attributes_once_for_each_person()
    {
        var watermark = _directory.Watermark;
        _directory.Change(_ada, u => u with { Department = "Sales", ManagerId = _bob });
        _directory.Change(_ada, u => UserAttributes.Write(u, "extensionAttribute1", MappingValue.Of("x")));
        _directory.Change(_bob, u => u with { Department = u.Department });
        var delta = _directory.ChangesSince(watermark);
        Assert.That(delta.Objects.Select(o => o.Id), Is.EqualTo(new[] { _ada }));
        Assert.That(delta.Of(_ada)!.ChangedAttributes, Is.EquivalentTo(new[] { "department", "manager", "extensionAttribute1" }));
        Assert.That(_directory.ChangesSince(delta.Watermark).Objects, Is.Empty);
    }

    [Test]
    public void Disabling_is_a_change_of_accountEnabled()
    {
        var watermark = _directory.Watermark;
        _directory.Change(_ada, u => u with { State = AccountState.Disabled });
        var entry = _directory.ChangesSince(watermark).Of(_ada)!;
        Assert.That(entry.ChangedAttributes, Is.EqualTo(new[] { "accountEnabled" }));
        Assert.That(entry.IsSoftDeleted, Is.False);
    }

    [Test]
    public void What_was_deleted_can_be_restored_for_thirty_days()
    {
        _directory.Change(_ada, u => u with { State = AccountState.Disabled });
        _directory.SoftDelete(_ada);
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.That(_directory.PurgeExpired(), Is.Zero);
        _directory.Restore(_ada);
        Assert.That(_directory[_ada].State, Is.EqualTo(AccountState.Disabled), "as before");
        _directory.SoftDelete(_ada);
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.That(_directory.PurgeExpired(), Is.Zero, "it was deleted anew");
        var watermark = _directory.Watermark;
        _clock.Advance(TimeSpan.FromDays(28));
        Assert.That(_directory.ChangesSince(watermark).Of(_ada)!.IsHardDeleted, Is.True);
        _directory.Restore(_ada);
        Assert.That(_directory[_ada].State, Is.EqualTo(AccountState.HardDeleted), "gone for good");
    }

    [Test]
    public void What_was_done_and_undone_between_two_cycles_does_not_show()
    {
        var group = _directory.AddGroup("Staff", _ada).Id;
        var watermark = _directory.Watermark;
        _directory.AddMember(group, _bob);
        _directory.RemoveMember(group, _bob);
        _directory.RemoveMember(group, _ada);
        _directory.SoftDelete(_bob);
        _directory.Restore(_bob);
        var delta = _directory.ChangesSince(watermark);
        Assert.That(delta.Of(group)!.AddedMembers, Is.Empty);
        Assert.That(delta.Of(group)!.RemovedMembers, Is.EquivalentTo(new[] { _ada }));
        Assert.That(delta.Of(_bob), Has.Property("IsSoftDeleted").False.And.Property("IsRestored").True);
    }

    [Test]
    public void Who_is_gone_for_good_leaves_groups_and_assignments()
    {
        var group = _directory.AddGroup("Staff", _ada, _bob).Id;
        _directory.Assign(_ada);
        _directory.HardDelete(_ada);
        Assert.That(_directory.MembersOf(group), Is.EquivalentTo(new[] { _bob }));
        Assert.That(_directory.GroupsOf(_ada), Is.Empty);
        Assert.That(_directory.IsAssigned(_ada), Is.False);
        Assert.That(_directory.FindUser(_ada)!.State, Is.EqualTo(AccountState.HardDeleted));
    }

    [Test]
    public void A_group_gives_access_to_its_direct_members_when_it_is_security_enabled()
    {
        var inner = _directory.AddGroup("Inner", _bob).Id;
        var outer = _directory.AddGroup("Outer", _ada, inner).Id;
        _directory.Assign(outer);
        Assert.That(_directory.IsAssigned(_ada), Is.True);
        Assert.That(_directory.IsAssigned(_bob), Is.False, "nested groups are not expanded");
        Assert.That(_directory.IsAssigned(inner), Is.False);
        var watermark = _directory.Watermark;
        _directory.ChangeGroup(outer, g => g with { IsSecurityEnabled = false });
        Assert.That(_directory.IsAssigned(_ada), Is.False);
        Assert.That(_directory.AffectedBy(_directory.ChangesSince(watermark)), Is.EquivalentTo(new[] { outer, _ada, inner }));
    }

    [Test]
    public void Everybody_whom_a_change_concerns_is_named()
    {
        var assigned = _directory.AddGroup("Assigned", _ada).Id;
        var other = _directory.AddGroup("Other").Id;
        _directory.Assign(assigned);
        var watermark = _directory.Watermark;
        _directory.AddMember(assigned, _bob);
        Assert.That(Affected(), Is.EqualTo(new[] { assigned, _bob }));
        _directory.AddMember(other, _bob);
        Assert.That(Affected(), Is.EqualTo(new[] { other }), "a group without the application concerns nobody else");
        _directory.Unassign(assigned);
        Assert.That(Affected(), Is.EquivalentTo(new[] { assigned, _ada, _bob }));

        List<string> Affected()
        {
            var delta = _directory.ChangesSince(watermark);
            watermark = delta.Watermark;
            return _directory.AffectedBy(delta).ToList();
        }
    }

    [Test]
    public void Roles_come_directly_and_by_group_and_default_access_is_none()
    {
        var (admin, user) = (_directory.AddRole(new AppRole("1", "Admin", "Admin")), _directory.AddRole(new AppRole("2", "User", "User")));
        _directory.AddRole(new AppRole("3", "Off", "Off", IsEnabled: false));
        var group = _directory.AddGroup("Staff", _ada).Id;
        _directory.Assign(_ada, "2");
        _directory.Assign(_ada);
        _directory.Assign(_ada, "3");
        _directory.Assign(group, "1");
        _directory.Assign(group, "2");
        Assert.That(_directory.RolesOf(_ada), Is.EqualTo(new[] { user, admin }));
        _directory.Unassign(_ada, "2");
        Assert.That(_directory.RolesOf(_ada), Is.EqualTo(new[] { admin, user }));
        Assert.That(_directory.AssignmentsOf(_ada).Count(a => a.RoleId is null), Is.EqualTo(1));
        Assert.That(() => _directory.Assign(_ada, "9"), Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("no role with the id '9'; it has 1, 2, 3"));
    }

    [Test]
    public void Forgotten_changes_are_asked_for_in_vain()
    {
        _directory.ForgetChanges(_directory.Watermark);
        _directory.SoftDelete(_ada);
        Assert.That(_directory.ChangesSince(_directory.Watermark - 1).Objects, Has.Count.EqualTo(1));
        Assert.That(() => _directory.ChangesSince(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("an initial cycle"));
    }

    [Test]
    public void What_does_not_exist_is_refused_by_name()
    {
        var group = _directory.AddGroup("Staff").Id;
        Assert.That(() => _directory.AddMember(group, "nobody"), Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("'nobody'"));
        Assert.That(() => _directory.AddMember(group, group), Throws.ArgumentException.With.Message.Contains("member of itself"));
        Assert.That(() => _directory.AddUser(_ada, "x@example.com"), Throws.ArgumentException.With.Message.Contains("is taken"));
        Assert.That(() => UserAttributes.Write(_directory[_ada], "accountEnabled", MappingValue.True), Throws.ArgumentException.With.Message.Contains("set the account's state"));
    }

    [Test]
    public void Every_attribute_that_can_be_written_is_read_back()
    {
        var user = _directory[_ada];
        foreach (var name in UserAttributes.Names.Except(["objectId", "accountEnabled"]))
        {
            var value = name == "manager" ? MappingValue.OfReferences(_bob) : name == "proxyAddresses" ? MappingValue.OfList(["a", "b"]) : MappingValue.Of("value of " + name);
            var written = UserAttributes.Write(user, name, value);
            Assert.That(UserAttributes.Read(written, name), Is.EqualTo(value), name);
            Assert.That(UserAttributes.Read(UserAttributes.Write(written, name, MappingValue.Null), name).IsNull, Is.True, name);
        }
    }

    [Test]
    public void Mappings_read_what_follows_from_assignment_and_scope()
    {
        _directory.AddRole(new AppRole("1", "Admin", "Admin"));
        _directory.Assign(_ada, "1");
        _directory.Change(_ada, u => u with { ManagerId = _bob });
        var group = _directory.AddGroup("Staff", _ada, _bob).Id;
        var source = Source(_ada);
        Assert.That(source.Read("IsSoftDeleted").Text, Is.EqualTo("False"));
        Assert.That(Source(_bob).Read("IsSoftDeleted").Text, Is.EqualTo("True"), "unassigned");
        Assert.That(source.Read("appRoleAssignments").Roles.Select(r => r.Value), Is.EqualTo(new[] { "Admin" }));
        Assert.That(source.Read("manager").References, Is.EqualTo(new[] { _bob }));
        Assert.That(Source(group).Read("members").References, Is.EquivalentTo(new[] { _ada, _bob }));
        _directory.SoftDelete(_bob);
        Assert.That(source.Read("manager").IsNull, Is.True);

        IMappingSource Source(string id) => SourceObject.Find(_directory, id, EntraMappings.Generic, new ProvisioningJobOptions(), delta: null)!;
    }
}
