namespace ScimConformance.Harness;

/// <content>Another tenant of the same endpoint.</content>
public sealed partial class CheckContext
{
    private CheckContext? _other;
    private readonly HashSet<string> _absent = new(StringComparer.OrdinalIgnoreCase);

    private CheckContext(CheckContext first, ScimClient second, SharedResources shared)
    {
        (_client, _data, _shared, _findings, _transcript) = (second, first._data, shared, first._findings, first._transcript);
        (Profile, Cancellation, Prefix, _other) = (first.Profile, first.Cancellation, $"{first.Prefix}-second", first);
    }

    /// <summary>
    /// The same endpoint with the credentials of the second tenant, for checks that have <see cref="Needs.SecondTenant"/>. What is created there is
    /// removed at the end of the check, and its exchanges and findings are those of the check.
    /// </summary>
    public CheckContext SecondTenant => _other ?? throw new NotApplicableException(Needs.SecondTenant.WhyNot(new TargetProfile { BaseUrl = Target.BaseUrl })!);

    /// <summary>Gives the check a second tenant, where the run has one.</summary>
    internal void AddSecondTenant(ScimClient? second, SharedResources? shared) => _other = second is null ? null : new CheckContext(this, second, shared!);

    /// <summary>
    /// Takes note that a tenant has nothing at a path. Only then may a check try to change there what it created in the other tenant: where ids
    /// count in each tenant anew, the same path may lead to a stranger's resource.
    /// </summary>
    private void NoteAbsent(ScimRequest request, ScimResponse response)
    {
        if (request.Method == "GET" && response.Status is 401 or 403 or 404 or 410)
        {
            lock (_created)
            {
                _absent.Add(CreatedResources.PathOf(request.Target));
            }
        }
    }

    /// <summary>Whether a path leads to nothing in this tenant, and to a resource of this check in the other one.</summary>
    private bool IsOtherTenants(string path)
    {
        lock (_created)
        {
            if (!_absent.Contains(path))
            {
                return false;
            }
        }

        return _other?.HasCreated(path) ?? false;
    }

    private bool HasCreated(string path)
    {
        lock (_created)
        {
            return _created.Contains(path, StringComparer.OrdinalIgnoreCase);
        }
    }
}
