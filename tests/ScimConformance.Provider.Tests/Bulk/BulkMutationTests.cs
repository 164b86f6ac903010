using System.Text;

namespace ScimConformance.Provider.Tests.Bulk;

/// <summary>Whatever is sent as a job is answered, and never with a server error.</summary>
[TestFixture]
internal sealed class BulkMutationTests
{
    private static readonly string[] Pieces =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "\\", "\\u0000", "\\ud800", "\ud83d", "1e999", "bulkId:", "bulkId:a", "\"bulkId:", "/", "%", "%00", "path", "data", "method", "GET", "\uFEFF",
    ];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task A_job_with_random_changes_is_no_server_error(int seed)
    {
        await using var scim = await TestProvider.StartAsync();
        var random = new Random(seed);
        var sound = Encoding.UTF8.GetBytes(BulkJob.Of(
            BulkJob.NewGroup("a", "A", "bulkId:b", "bulkId:u"),
            BulkJob.NewGroup("b", "B", "bulkId:a"),
            BulkJob.NewUser("u", "ursula", "\"title\":\"Größe \\u00e4\""),
            BulkJob.Patch("/Groups/bulkId:a", """{"op":"remove","path":"members[value eq \"bulkId:u\"]"}""", ",\"version\":\"W/\\\"1\\\"\""),
            BulkJob.Delete("/Users/bulkId:u")).Replace("\"Operations\":[{\"method", "\"failOnErrors\":9,\"Operations\":[{\"method"));
        var statuses = new HashSet<int>();
        for (var i = 0; i < 700; i++)
        {
            var body = Mutate(sound, random);
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/scim+json");
            using var response = await scim.Http.PostAsync("Bulk", content);
            var text = await response.Content.ReadAsStringAsync();
            statuses.Add((int)response.StatusCode);
            Assert.That(((int)response.StatusCode, text.Contains("\"status\":\"5", StringComparison.Ordinal)), Is.EqualTo((200, false)).Or.EqualTo((400, false)), $"{Encoding.UTF8.GetString(body)}\n{text}");
        }

        Assert.That(statuses, Is.EquivalentTo(new[] { 200, 400 }));
    }

    private static byte[] Mutate(byte[] sound, Random random)
    {
        var body = sound.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var (at, length) = (random.Next(body.Count), random.Next(1, 20));
            switch (random.Next(4))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body.RemoveRange(at, Math.Min(length, body.Count - at));
                    break;
                case 2:
                    body.InsertRange(at, body.GetRange(at, Math.Min(length, body.Count - at)));
                    break;
                default:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. body];
    }
}
