using System.Collections.Frozen;
using Bogus;
using Bogus.DataSets;
using ScimConformance.Simulators.Mapping.Functions;

namespace ScimConformance.Simulators.Directory;

/// <summary>Names and places of one country to choose from. They are drawn once, so that a hundred thousand people share their strings.</summary>
internal sealed class DirectoryLocale
{
    private const int Names = 800, Places = 200, Streets = 400;

    private readonly string[] _given;
    private readonly string[] _family;
    private readonly (string City, string Region, string PostalCode)[] _places;
    private readonly string[] _streets;
    private readonly string _prefix;

    public DirectoryLocale(string locale, Randomizer random)
    {
        (Language, Country, _prefix) = Known[locale];
        var (names, addresses) = (new Name(locale) { Random = random }, new Address(locale) { Random = random });
        _given = Draw(Names, () => names.FirstName());
        _family = Draw(Names, () => names.LastName());
        _streets = Draw(Streets, () => addresses.StreetName());
        _places = Enumerable.Range(0, Places).Select(_ => (addresses.City(), addresses.State(), addresses.ZipCode())).ToArray();
    }

    /// <summary>By Bogus' name of the locale: language tag, country, telephone prefix.</summary>
    public static FrozenDictionary<string, (string Language, string Country, string Prefix)> Known { get; } = new Dictionary<string, (string, string, string)>
    {
        ["en"] = ("en-US", "United States", "+1"),
        ["en_GB"] = ("en-GB", "United Kingdom", "+44"),
        ["de"] = ("de-DE", "Germany", "+49"),
        ["fr"] = ("fr-FR", "France", "+33"),
        ["es"] = ("es-ES", "Spain", "+34"),
        ["it"] = ("it-IT", "Italy", "+39"),
        ["pl"] = ("pl-PL", "Poland", "+48"),
        ["cz"] = ("cs-CZ", "Czechia", "+420"),
        ["sv"] = ("sv-SE", "Sweden", "+46"),
        ["tr"] = ("tr-TR", "Türkiye", "+90"),
        ["el"] = ("el-GR", "Greece", "+30"),
        ["ru"] = ("ru-RU", "Russia", "+7"),
        ["ja"] = ("ja-JP", "Japan", "+81"),
        ["zh_CN"] = ("zh-CN", "China", "+86"),
        ["ar"] = ("ar-EG", "Egypt", "+20"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Language { get; }

    public string Country { get; }

    /// <summary>A person of this country; what a sign-in name needs is spelt in ASCII.</summary>
    public IdpUser MakeUp(string id, int number, string domain, Randomizer random)
    {
        var (given, family) = (_given[random.Number(Names - 1)], _family[random.Number(Names - 1)]);
        var spelt = Ascii(given) is { Length: > 0 } first && Ascii(family) is { Length: > 0 } last ? $"{first}.{last}" : "user";
        var alias = $"{spelt}{number}";
        var email = $"{alias}@{domain}";
        var place = _places[random.Number(Places - 1)];
        return new IdpUser(id, email, email)
        {
            Alias = alias,
            GivenName = given,
            FamilyName = family,
            DisplayName = $"{given} {family}",
            Title = "",
            Department = "",
            EmployeeId = $"{100_000 + number}",
            Telephone = $"{_prefix} {random.Number(100, 999)} {random.Number(1_000_000, 9_999_999)}",
            Mobile = $"{_prefix} {random.Number(100, 999)} {random.Number(1_000_000, 9_999_999)}",
            Street = $"{_streets[random.Number(Streets - 1)]} {random.Number(1, 199)}",
            City = place.City,
            Region = place.Region,
            PostalCode = place.PostalCode,
            Country = Country,
            PreferredLanguage = Language,
        };
    }

    private static string Ascii(string name) => new([.. Diacritics.Remove(name).ToLowerInvariant().Where(char.IsAsciiLetterLower)]);

    private static string[] Draw(int count, Func<string> draw) => Enumerable.Range(0, count).Select(_ => string.Intern(draw())).ToArray();
}
