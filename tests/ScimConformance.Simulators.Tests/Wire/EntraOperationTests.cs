using NUnit.Framework;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>Add or Replace: by what the application shows, or the same in any case, since the service is said to be not consistent about it [observed].</summary>
public sealed class EntraOperationTests
{
    [TestCase(EntraWire.Default, EntraOperation.ByTarget, """[{"op":"Add","path":"title","value":"new"},{"op":"Replace","path":"displayName","value":"other"}]""")]
    [TestCase(EntraWire.Default, EntraOperation.Add, """[{"op":"Add","path":"title","value":"new"},{"op":"Add","path":"displayName","value":"other"}]""")]
    [TestCase(EntraWire.Default, EntraOperation.Replace, """[{"op":"Replace","path":"title","value":"new"},{"op":"Replace","path":"displayName","value":"other"}]""")]
    [TestCase(EntraWire.Compliant, EntraOperation.ByTarget, """[{"op":"add","path":"title","value":"new"},{"op":"replace","value":{"displayName":"other"}}]""")]
    [TestCase(EntraWire.Compliant, EntraOperation.Add, """[{"op":"add","value":{"title":"new","displayName":"other"}}]""")]
    [TestCase(EntraWire.Compliant, EntraOperation.Replace, """[{"op":"replace","value":{"title":"new","displayName":"other"}}]""")]
    public void Of_a_new_and_a_changed_attribute(EntraWire wire, EntraOperation operation, string expected)
    {
        AttributeChange[] changes =
        [
            new(TargetPath.Parse("title"), MappingValue.Of("new"), null, IsBoolean: false),
            new(TargetPath.Parse("displayName"), MappingValue.Of("other"), "one", IsBoolean: false),
        ];
        Assert.That(EntraPatch.Operations(changes, new EntraOptions { Wire = wire, Operation = operation }).ToJsonString(), Is.EqualTo(expected));
    }
}
