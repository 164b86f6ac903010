namespace ScimConformance.Provider.Bulk;

/// <summary>
/// The order in which a job is executed: the order in which it was sent, except that what an operation refers to is created before it. Creating
/// something new early changes nothing that the operations in between work on, so the client's intent is kept (RFC 7644 section 3.7). Creations
/// that refer to each other in a circle come as one step.
/// </summary>
internal sealed class BulkOrder
{
    private readonly IReadOnlyList<BulkOperation> operations;
    private readonly Dictionary<string, int> creators = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<int>> steps = [];
    private readonly Stack<int> open = new();
    private readonly bool[] isOpen;
    private readonly int[] number;
    private readonly int[] lowest;
    private int count;

    private BulkOrder(IReadOnlyList<BulkOperation> operations)
    {
        this.operations = operations;
        (isOpen, number, lowest) = (new bool[operations.Count], new int[operations.Count], new int[operations.Count]);
        for (var i = 0; i < operations.Count; i++)
            if (operations[i].Creates)
                creators.TryAdd(operations[i].BulkId!, i);
    }

    /// <summary>The steps, each with the places of its operations in the job: one, or several that make a circle.</summary>
    internal static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<BulkOperation> operations)
    {
        var order = new BulkOrder(operations);
        for (var i = 0; i < operations.Count; i++)
            if (order.number[i] == 0)
                order.Visit(i);
        return order.steps;
    }

    /// <summary>Tarjan's algorithm, which yields circles and yields what is referred to first; with a stack of its own, because a chain may be as long as the job.</summary>
    private void Visit(int root)
    {
        var path = new Stack<(int Node, IEnumerator<int> Targets)>();
        path.Push((root, Enter(root)));
        while (path.TryPeek(out var top))
        {
            var (node, targets) = top;
            if (targets.MoveNext())
            {
                var target = targets.Current;
                if (number[target] == 0)
                    path.Push((target, Enter(target)));
                else if (isOpen[target])
                    lowest[node] = Math.Min(lowest[node], number[target]);
                continue;
            }

            path.Pop();
            if (path.TryPeek(out var parent))
                lowest[parent.Node] = Math.Min(lowest[parent.Node], lowest[node]);
            if (lowest[node] == number[node])
                steps.Add(Close(node));
        }
    }

    private IEnumerator<int> Enter(int node)
    {
        number[node] = lowest[node] = ++count;
        isOpen[node] = true;
        open.Push(node);
        return Targets(node).GetEnumerator();
    }

    private List<int> Close(int node)
    {
        var step = new List<int>();
        int last;
        do
        {
            step.Add(last = open.Pop());
            isOpen[last] = false;
        }
        while (last != node);
        step.Sort();
        return step;
    }

    /// <summary>The creations to which an operation refers. Nothing is created early in order to be deleted.</summary>
    private IEnumerable<int> Targets(int node) => operations[node] is { Problem: null, Method: not "DELETE" } operation
        ? operation.References.Where(creators.ContainsKey).Select(bulkId => creators[bulkId])
        : [];
}
