namespace ScimConformance.Protocol;

/// <summary>Where a filter or a path stops making sense.</summary>
/// <param name="Position">Zero-based index of the first character that does not fit.</param>
/// <param name="Expected">What the grammar allows there, in words.</param>
/// <param name="Found">What stands there, quoted, or "end of text".</param>
public sealed record SyntaxError(int Position, string Expected, string Found)
{
    /// <inheritdoc/>
    public override string ToString() => $"At position {Position}: expected {Expected}, found {Found}.";
}
