namespace ScimConformance.Faults;

/// <summary>One way in which a provider is broken on purpose.</summary>
public sealed record Fault
{
    /// <summary>Its permanent id: lower-case words joined by hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What is broken, in plain words.</summary>
    public required string Title { get; init; }

    /// <summary>Ids of the checks that it turns red.</summary>
    public required IReadOnlyList<string> Breaks { get; init; }

    /// <summary>Why checks that <see cref="Breaks"/> does not name see it too, in plain words; null where none does, or where they plainly judge the same thing.</summary>
    public string? SeenElsewhere { get; init; }

    /// <summary>Whether it is the SCIM 1.1 face that is broken; else it is that of SCIM 2.0. The other one stays whole.</summary>
    public bool InScim11 { get; init; }

    /// <summary>Stands around the provider's pipeline: changes the request, calls <see cref="FaultExchange.NextAsync"/> or not, changes the response.</summary>
    public Func<FaultExchange, Task>? Wire { get; init; }

    /// <summary>A fault that lets the provider answer and then changes the answer.</summary>
    /// <param name="id">Its permanent id.</param>
    /// <param name="title">What is broken, in plain words.</param>
    /// <param name="breaks">Ids of the checks that it turns red.</param>
    /// <param name="change">Changes the response; it decides itself which responses concern it.</param>
    public static Fault OnResponse(string id, string title, IReadOnlyList<string> breaks, Action<FaultExchange> change) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async exchange =>
        {
            await exchange.NextAsync();
            change(exchange);
        },
    };

    /// <summary>A fault that changes the request before the provider sees it.</summary>
    /// <param name="id">Its permanent id.</param>
    /// <param name="title">What is broken, in plain words.</param>
    /// <param name="breaks">Ids of the checks that it turns red.</param>
    /// <param name="change">Changes the request; it decides itself which requests concern it.</param>
    public static Fault OnRequest(string id, string title, IReadOnlyList<string> breaks, Action<FaultExchange> change) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async exchange =>
        {
            change(exchange);
            await exchange.NextAsync();
        },
    };

    /// <summary>A fault that answers some requests itself, without the provider.</summary>
    /// <param name="id">Its permanent id.</param>
    /// <param name="title">What is broken, in plain words.</param>
    /// <param name="breaks">Ids of the checks that it turns red.</param>
    /// <param name="when">Which requests.</param>
    /// <param name="answer">Sets the response.</param>
    public static Fault Instead(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when, Action<FaultExchange> answer) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async exchange =>
        {
            if (when(exchange))
            {
                answer(exchange);
            }
            else
            {
                await exchange.NextAsync();
            }
        },
    };
}
