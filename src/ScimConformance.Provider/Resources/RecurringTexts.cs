namespace ScimConformance.Provider.Resources;

/// <summary>
/// Values that many resources have in common, such as a department or a country, kept once for all of them. It remembers what it can in a fixed
/// number of places, and gives up for an attribute whose values hardly ever come again. Safe for use by several threads: what they lose of each
/// other's entries is made once more.
/// </summary>
internal sealed class RecurringTexts
{
    private const int Places = 2048;

    private const int Longest = 64;

    // So many values are looked at before it is decided whether they recur, again and again.
    private const int Trial = 4096;

    private TextValue?[]? places;
    private int asked;
    private int found;
    private bool givenUp;

    /// <summary>The value of this text, one that was made before if it is still known.</summary>
    internal TextValue Of(string text)
    {
        if (givenUp || text.Length > Longest)
            return new TextValue(text);
        var known = places ??= new TextValue?[Places];
        ref var place = ref known[text.GetHashCode() & (Places - 1)];
        if (++asked >= Trial)
            Judge();
        if (place is { } value && value.Text == text)
        {
            found++;
            return value;
        }

        return place = new TextValue(text);
    }

    private void Judge()
    {
        if (found < asked / 8)
            (givenUp, places) = (true, null);
        (asked, found) = (0, 0);
    }
}
