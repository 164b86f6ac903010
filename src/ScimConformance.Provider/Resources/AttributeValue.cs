using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ScimConformance.Provider.Resources;

/// <summary>An immutable value that has been validated against its attribute.</summary>
internal abstract class AttributeValue
{
    /// <summary>Whether the other value is this one to the letter.</summary>
    internal abstract bool SameAs(AttributeValue other);

    /// <summary>A number that values share which are the same to the letter.</summary>
    internal abstract int ContentHash { get; }

    /// <summary>Compares values to the letter.</summary>
    internal static IEqualityComparer<AttributeValue> ToTheLetter { get; } = new LetterComparer();

    /// <summary>Whether two values that may be missing are the same.</summary>
    internal static bool Same(AttributeValue? left, AttributeValue? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.SameAs(right));

    private sealed class LetterComparer : IEqualityComparer<AttributeValue>
    {
        public bool Equals(AttributeValue? left, AttributeValue? right) => Same(left, right);

        public int GetHashCode(AttributeValue value) => value.ContentHash;
    }
}

/// <summary>A string, dateTime, reference or binary value, as sent.</summary>
internal sealed class TextValue(string text) : AttributeValue
{
    internal string Text { get; } = text;

    internal override bool SameAs(AttributeValue other) => other is TextValue text && text.Text == Text;

    internal override int ContentHash => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>true or false.</summary>
internal sealed class BooleanValue : AttributeValue
{
    internal static readonly BooleanValue True = new(true);

    internal static readonly BooleanValue False = new(false);

    private BooleanValue(bool value) => Value = value;

    internal bool Value { get; }

    internal static BooleanValue Of(bool value) => value ? True : False;

    internal override bool SameAs(AttributeValue other) => ReferenceEquals(this, other);

    internal override int ContentHash => Value ? 1 : 2;
}

/// <summary>An integer or decimal; the digits stay as sent.</summary>
internal sealed class NumberValue(string digits, decimal number) : AttributeValue
{
    internal string Digits { get; } = digits;

    internal decimal Number { get; } = number;

    internal static bool TryParse(string digits, [NotNullWhen(true)] out NumberValue? value)
    {
        value = decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new NumberValue(digits, number) : null;
        return value is not null;
    }

    internal override bool SameAs(AttributeValue other) => other is NumberValue number && number.Digits == Digits;

    internal override int ContentHash => Digits.GetHashCode(StringComparison.Ordinal);
}

/// <summary>The values of a multi-valued attribute; never empty, because that is the same as no value (RFC 7643 section 2.5).</summary>
internal sealed class MultiValue(IReadOnlyList<AttributeValue> items) : AttributeValue
{
    // Of a list its array alone: there is one for each e-mail address of each user.
    internal IReadOnlyList<AttributeValue> Items { get; } = items is List<AttributeValue> list ? list.ToArray() : items;

    internal static MultiValue? OrNull(IReadOnlyList<AttributeValue> items) => items.Count == 0 ? null : new MultiValue(items);

    internal override bool SameAs(AttributeValue other)
    {
        if (other is not MultiValue multi || multi.Items.Count != Items.Count)
            return false;
        return ReferenceEquals(multi.Items, Items) || Items.SequenceEqual(multi.Items, ToTheLetter);
    }

    // The first one and their number tell most apart; there may be thousands.
    internal override int ContentHash => HashCode.Combine(Items.Count, Items[0].ContentHash);
}
