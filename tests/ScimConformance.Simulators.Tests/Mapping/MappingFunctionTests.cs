using NUnit.Framework;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Tests.Mapping;

/// <summary>What functions do beyond the documented examples.</summary>
public sealed class MappingFunctionTests
{
    private static readonly MappingSources Person = MappingSources
        .Of(("mail", "ada@example.com"), ("givenName", "Ada"), ("surname", null), ("empty", ""), ("country", "USA"), ("hired", "2020-03-16"))
        .With("proxyAddresses", MappingValue.OfList(["SMTP:a@x", "smtp:b@x", "smtp:b@x"]))
        .With("nothing", MappingValue.OfList([]))
        .With("manager", MappingValue.OfReferences("42"))
        .WithRoles("Admin", "User");

    [TestCase("Append([surname], \"x\")", null)]
    [TestCase("Append([mail], [surname])", "ada@example.com")]
    [TestCase("BitAnd(\"12\", 10)", "8")]
    [TestCase("BitAnd(-1, &HFF)", "255")]
    [TestCase("CBool([country] = \"USA\")", "True")]
    [TestCase("CBool([surname] = [empty])", "True")]
    [TestCase("CBool(0)", "False")]
    [TestCase("CBool(\"-2\")", "True")]
    [TestCase("CBool([surname])", "False")]
    [TestCase("CDate([surname])", null)]
    [TestCase("Coalesce([surname], [empty], \"x\")", "")]
    [TestCase("Coalesce([surname])", null)]
    [TestCase("Coalesce([surname], , \"x\")", "x")]
    [TestCase("ConvertToBase64([surname])", null)]
    [TestCase("Count([proxyAddresses])", "3")]
    [TestCase("Count([mail])", "1")]
    [TestCase("Count([surname])", "0")]
    [TestCase("CStr(12)", "12")]
    [TestCase("CStr([manager])", "42")]
    [TestCase("DateAdd(\"m\", 1, CDate(\"2021-01-31\"))", "2/28/2021 12:00:00 AM")]
    [TestCase("DateAdd(\"s\", -1, CDate([hired]))", "3/15/2020 11:59:59 PM")]
    [TestCase("DateDiff(\"ww\", CDate(\"2021-08-28\"), CDate(\"2021-08-29\"))", "1", Description = "weeks begin on Sunday")]
    [TestCase("FormatDateTime([hired], \"AssumeUniversal, AdjustToUniversal\", \"yyyy-MM-dd\", \"dd.MM.yyyy HH:mm\")", "16.03.2020 00:00")]
    [TestCase("FormatDateTime(\"2020-12-31-08:00\", , \"yyyy-MM-ddzzz\", \"yyyy-MM-dd HH:mm\")", "2020-12-31 08:00")]
    [TestCase("FormatDateTime([surname], , \"yyyy\", \"yyyy\")", null)]
    [TestCase("IIF([country]<>\"USA\", \"a\", \"b\")", "b")]
    [TestCase("IIF(10 > 9, \"number\", \"text\")", "number")]
    [TestCase("IIF(\"b\" > \"a\", \"later\", \"earlier\")", "later")]
    [TestCase("IIF(CDate(\"2020-10-01\") > CDate(\"2020-09-30\"), \"later\", \"earlier\")", "later", Description = "as text 9/30 comes after 10/1")]
    [TestCase("IIF(1 >= 1, \"a\", \"b\")", "a")]
    [TestCase("IIF(1 <= 0, \"a\", \"b\")", "b")]
    [TestCase("IIF([surname]=\"\", \"Other\", [surname])", null, Description = "documented: a condition on no value fails")]
    [TestCase("IIF(IsPresent([country]), [country], \"Other\")", "USA")]
    [TestCase("InStr(\"repEated\", \"E\", 1, vbTextCompare)", "2")]
    [TestCase("InStr([mail], \"@\")", "4")]
    [TestCase("InStr([mail], \"zz\")", "0")]
    [TestCase("InStr([surname], \"a\")", "0")]
    [TestCase("InStr(\"abc\", \"c\", 99)", "0")]
    [TestCase("IsNull([empty])", "False")]
    [TestCase("IsNullOrEmpty([nothing])", "True")]
    [TestCase("IsNullorEmpty([empty])", "True", Description = "the spelling of the documentation's heading")]
    [TestCase("IsPresent([empty])", "False")]
    [TestCase("IsString([mail])", "True")]
    [TestCase("IsString([proxyAddresses])", "False")]
    [TestCase("IsString([surname])", "False")]
    [TestCase("Item([proxyAddresses], 3)", "smtp:b@x")]
    [TestCase("Item([proxyAddresses], 4)", null)]
    [TestCase("Item([mail], 1)", "ada@example.com")]
    [TestCase("Join(\";\", [proxyAddresses], [mail])", "SMTP:a@x;smtp:b@x;smtp:b@x;ada@example.com")]
    [TestCase("Join(\" \", [surname], [surname])", null)]
    [TestCase("Join(, \"a\", \"b\")", "ab")]
    [TestCase("Left([mail], 999999999)", "ada@example.com")]
    [TestCase("Left([mail], 99999999999999)", "ada@example.com")]
    [TestCase("Mid([mail], 5, 999999999)", "example.com")]
    [TestCase("Mid([mail], 99, 1)", "")]
    [TestCase("Mid([surname], 1, 1)", "")]
    [TestCase("NormalizeDiacritics(\"ÅÉÎÕÜ ŞĄŻ ǟȱ ø̄ ĐÞð İstanbul ẽ\")", "AEIOU SAZ ao oe ĐÞð Istanbul ẽ")]
    [TestCase("NormalizeDiacritics(\"Zoe\u0308 Bjo\u0308rk\")", "Zoe Bjork", Description = "written with combining marks")]
    [TestCase("Not([surname])", "True")]
    [TestCase("Not(\"anything\")", "True")]
    [TestCase("NumFromDate(\"2012-01-01T23:00:00Z\")", "129699324000000000")]
    [TestCase("NumFromDate(Join(\"\", FormatDateTime(\"2020-12-31-08:00\", ,\"yyyy-MM-ddzzz\", \"yyyy-MM-dd\"), \" 23:59:59-08:00\"))", "132539615990000000")]
    [TestCase("PCase(\"pinto-de'silva mc-donald\", \"-\")", "Pinto-De'silva mc-Donald")]
    [TestCase("Replace([surname], \"a\", , , \"b\", , )", null)]
    [TestCase("Replace(\"aXbX\", \"X\", , , \"\", , )", "ab")]
    [TestCase("Replace(\"axbX\", \"X\", , , \"-\")", "axb-", Description = "case-sensitive; trailing arguments may be left out")]
    [TestCase("Replace([givenName], , \"x(?<g>y)\", \"g\", , [mail], )", "Ada", Description = "a source with a value is returned")]
    [TestCase("Replace([surname], , \"(?<g>@.*)\", \"g\", , [mail], )", "@example.com")]
    [TestCase("Replace([surname], , \"(?<g>#.*)\", \"g\", , [mail], )", null)]
    [TestCase("Replace(\"12 34\", , \"(?<first>\\\\d)(?<second>\\\\d)\", \"second\", \"x\", , )", "1x 3x")]
    [TestCase("SingleAppRoleAssignment([appRoleAssignments])", "Admin")]
    [TestCase("SingleAppRoleAssignment([surname])", null)]
    [TestCase("StripSpaces(\"a\u00a0b\tc d\")", "a\u00a0b\tcd")]
    [TestCase("Switch([surname], \"d\", \"\", \"none\")", "none")]
    [TestCase("Switch(IsPresent([mail]),[mail], IsPresent([surname]),[surname])", "ada@example.com")]
    [TestCase("ToLower(\"ILIK\", \"tr-TR\")", "ılık")]
    [TestCase("ToUpper(\"ilik\", \"tr\")", "İLİK")]
    [TestCase("ToUpper(\"straße\", \"de-DE\")", "STRAßE")]
    [TestCase("ToUpper([surname])", null)]
    [TestCase("Word(\"a,,b\", 2, \",\")", "b")]
    [TestCase("Word([surname], 1, \" \")", "")]
    public void Function_has_its_result(string expression, string? expected) =>
        Assert.That(MappingExpression.Parse(expression).Evaluate(Person).Text, Is.EqualTo(expected));

    [TestCase("Mid([mail], 0, 3)", 13, "a position from 1 on is expected, found 0")]
    [TestCase("Mid([mail], 1, -3)", 16, "a length from 0 on")]
    [TestCase("InStr([mail], \"a\", 0)", 20, "a position from 1 on")]
    [TestCase("InStr([mail], \"a\", 1, vbBinaryCompare, )", 1, "takes 2 to 4 arguments, there are 5")]
    [TestCase("Item([proxyAddresses], 0)", 24, "a place from 1 on is expected, found 0")]
    [TestCase("ToLower([proxyAddresses])", 9, "one value is expected, found 3; take one with Item")]
    [TestCase("ToLower([appRoleAssignments])", 9, "use SingleAppRoleAssignment")]
    [TestCase("ToLower([mail], \"not a culture!\")", 17, "a language tag")]
    [TestCase("Left([mail], )", 1, "argument 2 (numChars): a whole number is expected, found nothing")]
    [TestCase("Left([mail], [surname])", 14, "found no value")]
    [TestCase("Left([mail], \"two\")", 14, "found 'two'")]
    [TestCase("BitAnd(&HFFFFFFFFFFFFFFFFF, 1)", 8, "a number such as 3, -10 or &HF")]
    [TestCase("CBool([mail])", 7, "a comparison such as")]
    [TestCase("CDate([mail])", 7, "a date such as 2021-08-31")]
    [TestCase("DateAdd(\"y\", 1, Now())", 9, "one of yyyy, m, d, ww, h, n, s")]
    [TestCase("DateAdd(\"yyyy\", 999999, Now())", 17, "leads to a date in the years 1 to 9999")]
    [TestCase("DateAdd(\"s\", 9223372036854775807, Now())", 14, "leads to a date")]
    [TestCase("DateFromNum(-1)", 13, "since the year 1601")]
    [TestCase("NumFromDate(\"1500-01-01\")", 13, "a date from 1601 on")]
    [TestCase("FormatDateTime([hired], , \"yyyyMMdd\", \"yyyy\")", 16, "a date of the form yyyyMMdd is expected, found '2020-03-16'")]
    [TestCase("FormatDateTime([hired], \"Nonsense\", \"yyyy-MM-dd\", \"yyyy\")", 25, "found 'Nonsense'")]
    [TestCase("FormatDateTime([hired], \"RoundtripKind, AssumeUniversal\", \"yyyy-MM-dd\", \"yyyy\")", 25, "styles that .NET allows together")]
    [TestCase("FormatDateTime([hired], , \"yyyy-MM-dd\", \"%\")", 41, "a format of .NET")]
    [TestCase("RandomString(257, 0, 0, 0, 0)", 14, "a length from 1 to 256 is expected, found 257")]
    [TestCase("RandomString(5, 2, 2, 2, 0)", 23, "a number from 0 to 1")]
    [TestCase("RandomString(5, 5, 0, 0, 0, \"0123456789\")", 17, "all are to be avoided")]
    [TestCase("Split([mail], \"ab\")", 15, "one character is expected")]
    [TestCase("Replace([mail], \"\", , , \"x\", , )", 17, "a text that is not empty")]
    [TestCase("Replace([mail], , \"(\", , \"x\", , )", 19, "a regular expression of .NET")]
    [TestCase("Replace([mail], , \"a\", \"g\", \"x\", , )", 24, "the name of a group")]
    [TestCase("Replace([mail], \"a\", \"b\", , \"x\", , )", 1, "Replace takes oldValue with replacementValue or template")]
    [TestCase("AppRoleAssignmentsComplex([mail])", 27, "[appRoleAssignments] is expected")]
    [TestCase("Join(\"\", SelectUniqueValue([mail], [country]))", 10, "may stand only outermost")]
    [TestCase("Join(\"\", [a] = [b])", 14, "a comparison may stand only as the first argument of IIF and CBool")]
    [TestCase("[a] = [b]", 5, "a comparison may stand in IIF and CBool only")]
    [TestCase("IIF([proxyAddresses] = \"a\", \"b\", \"c\")", 5, "one value is expected on each side")]
    [TestCase("Jion(\"\", [a])", 1, "there are AppRoleAssignmentsComplex, Append")]
    [TestCase("Joinn(\"\", [a])", 1, "perhaps Join is meant")]
    [TestCase("Left([mail], 2.5)", 14, "a whole number is expected, found '2.5'")]
    public void Error_says_where_and_what_is_expected(string expression, int position, string expectation)
    {
        var error = Assert.Throws<MappingExpressionException>(() => MappingExpression.Parse(expression).Evaluate(Person))!;
        Assert.That(error.Message, Does.Contain(expectation));
        Assert.That(error.Position, Is.EqualTo(position));
    }

    [Test]
    public void Roles_flow_in_two_forms()
    {
        var add = MappingExpression.Parse("AppRoleAssignmentsComplex([appRoleAssignments])").Evaluate(Person);
        var replace = MappingExpression.Parse("AssertiveAppRoleAssignmentsComplex([appRoleAssignments])").Evaluate(Person);
        Assert.That(add.Roles.Select(r => r.Value), Is.EqualTo(new[] { "Admin", "User" }));
        Assert.That(add.RoleFlow, Is.EqualTo(RoleFlow.Add));
        Assert.That(replace.RoleFlow, Is.EqualTo(RoleFlow.Replace));
    }

    [Test]
    public void Duplicates_are_removed_and_order_is_kept() =>
        Assert.That(MappingExpression.Parse("RemoveDuplicates([proxyAddresses])").Evaluate(Person).Values, Is.EqualTo(new[] { "SMTP:a@x", "smtp:b@x" }));

    [Test]
    public void All_documented_functions_are_known()
    {
        Assert.That(MappingFunctions.All.Keys.Except([MappingFunctions.IsNullOrEmptyInHeading]).Count(), Is.EqualTo(44));
        Assert.That(MappingFunctions.All.Values.Select(f => f.WhyWrongCount(f.Fewest)), Is.All.Null);
    }
}
