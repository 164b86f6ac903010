using System.Collections.Concurrent;
using NUnit.Framework;
using ScimConformance.Harness;

namespace ScimConformance;

/// <summary>
/// Derive from it, say what the target is, and every check of the catalogue is a test:
/// <code>
/// [TestFixture]
/// public sealed class MyEndpoint : ScimConformanceFixture
/// {
///     protected override ScimTarget CreateTarget() => EndpointParameters.Target();
/// }
/// </code>
/// The attribute has to stand on the class: NUnit passes over an assembly that mentions nothing of NUnit.
/// </summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class ScimConformanceFixture
{
    private readonly ConcurrentDictionary<ScimTarget, Lazy<Task<CheckRunner>>> _runners = new();
    private readonly ConcurrentDictionary<string, ScimTarget> _targets = new(StringComparer.Ordinal);

    private FixtureReports? _reports;

    /// <summary>The endpoint under test. Called once for each specification that is judged.</summary>
    protected abstract ScimTarget CreateTarget();

    /// <summary>The endpoint to judge by one specification; the same for all unless overridden, for a provider that has a configuration for each identity provider.</summary>
    /// <param name="spec">The specification of the requirement rows, for example <c>RFC7644</c> or <c>ENTRA</c>.</param>
    protected virtual ScimTarget CreateTarget(string spec) => CreateTarget();

    /// <summary>Makes sure that the reports can be written that <c>Scim.Report.Json</c>, <c>Scim.Report.JUnit</c>, <c>Scim.Report.Html</c> and <c>Scim.Report.Markdown</c> ask for (or <c>SCIM_REPORT_JSON</c> and so on). A relative path counts from the folder of the solution, or of the project where there is none; <c>{fixture}</c> in it is the name of the class.</summary>
    [OneTimeSetUp]
    public void PrepareReports()
    {
        try
        {
            _reports = FixtureReports.Prepare(GetType().Name);
        }
        catch (FormatException e)
        {
            Assert.Fail(e.Message);
        }
    }

    /// <summary>Runs one check; NUnit calls it once for each.</summary>
    /// <param name="id">The check's id.</param>
    [TestCaseSource(typeof(ConformanceCases), nameof(ConformanceCases.All))]
    public async Task Check(string id)
    {
        var entry = ConformanceCases.Catalogue.Find(id)!;
        CheckResult result;
        try
        {
            var target = _targets.GetOrAdd(entry.Spec, CreateTarget);
            var runner = await _runners.GetOrAdd(target, t => new(() => CheckRunner.ConnectAsync(t, EndpointParameters.TestData))).Value;
            var outcome = await runner.RunAsync(entry, TestContext.CurrentContext.CancellationToken);
            var today = DateOnly.FromDateTime(runner.Target.Clock.GetUtcNow().UtcDateTime);
            result = EndpointParameters.Expected.Apply(CheckResult.From(outcome, new Redactor(runner.Target)), today);
            _reports?.Add(result, runner);
            TestContext.Out.WriteLine(FailureText.Of(result));
        }
        catch (Exception e) when (e is UnusableTargetException or FormatException or ArgumentException)
        {
            // What is wrong is the set-up, which a stack trace would bury.
            Assert.Fail(e.Message);
            return;
        }

        Report(result);
    }

    /// <summary>Removes what checks shared, writes the reports and closes the connections.</summary>
    [OneTimeTearDown]
    public async Task CloseConnections()
    {
        try
        {
            _reports?.Write();
        }
        finally
        {
            foreach (var runner in _runners.Values.Where(r => r.Value.IsCompletedSuccessfully))
            {
                var connected = await runner.Value;
                await connected.RemoveSharedAsync();
                connected.Dispose();
            }
        }
    }

    private static void Report(CheckResult result)
    {
        switch (result.Status)
        {
            case CheckStatus.Failed:
            case CheckStatus.Warned when EndpointParameters.Strict:
                Assert.Fail(string.Join(Environment.NewLine, new[] { result.Message, result.Expected is null ? null : result.Reason }.OfType<string>()));
                break;
            case CheckStatus.UnexpectedPass:
                Assert.Fail(result.Reason ?? "");
                break;
            case CheckStatus.Errored:
                Assert.Fail($"Errored, which says nothing about conformance: {result.Reason}");
                break;
            case CheckStatus.ExpectedFailure:
            case CheckStatus.NotApplicable:
            case CheckStatus.Inconclusive:
                Assert.Ignore($"{result.Status}: {result.Reason}");
                break;
        }
    }
}
