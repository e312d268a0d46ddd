using System.Security.Cryptography;
using Portal.Data;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Bench.Population;

/// <summary>Writes threads between a caseworker and a doctor who write two messages each, in turn, and read what the other has written.</summary>
internal sealed class ThreadWriter(BulkDatabase database, Chance chance)
{
    private const int InARow = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly MarkdownMessageRenderer Renderer = new();

    private readonly BulkTable _threads = database.Table(
        "DialogueThreads",
        "Id", "MunicipalityId", "UnitId", "CaseworkerId", "ClinicId", "ClinicPersonId", "SubjectKind", "CitizenId", "Category", "Subject", "SubjectFolded",
        "StartedById", "StartedAt", "LastSequence", "LastAt", "AwaitingSide", "AwaitingSince", "AnsweredAt", "Status", "NextActor", "Version");

    private readonly BulkTable _members = database.Table("ThreadMembers", "Id", "ThreadId", "UnitId", "ClinicId", "AfterSequence", "AddedById", "AddedAt");

    private readonly BulkTable _people = database.Table("ThreadPeople", "ThreadId", "PersonId", "Side", "IsNamed", "ReadSequence");

    private readonly BulkTable _reads = database.Table("ThreadReads", "ThreadId", "PersonId", "Sequence", "ReadAt");

    private readonly BulkTable _messages = database.Table(
        "ThreadMessages",
        "Id", "ThreadId", "Sequence", "Kind", "AuthorId", "AuthorName", "AuthorTitle", "AuthorPlace", "Side", "Body", "BodyHtml", "BodyFolded", "HtmlVersion",
        "ContentHash", "SentAt");

    /// <param name="citizen">Null for a thread about nothing in particular.</param>
    /// <param name="messages">How many it has. The caseworker writes the first, and both have read them all.</param>
    public void Add(Guid id, UnitRow unit, ClinicRow clinic, Guid? citizen, int messages)
    {
        const string Subject = "Skånehensyn ved delvis raskmelding";
        Author[] authors =
        [
            new(unit.Caseworkers[0], Names.Of(chance), "Sagsbehandler", "Jobcenter", ThreadSide.Municipality, "Kan hun stå op i **tre timer**, og hvornår kan vi følge op på det?"),
            new(clinic.Doctors[0], Names.Of(chance), "Praktiserende læge", clinic.Name, ThreadSide.Clinic, "Ja, med en pause hver time:\n\n- helst siddende\n- ikke løft over 5 kg"),
        ];
        var startedAt = PopulationPlan.Now - (Pause * (messages + 1));
        var facts = new ThreadFacts();
        for (var sequence = 1; sequence <= messages; sequence++)
        {
            var turn = (sequence - 1) / InARow;
            var (author, reader, at) = (authors[turn % 2], authors[(turn + 1) % 2], startedAt + (Pause * (sequence - 1)));
            facts = ThreadRules.Posted(facts, author.Side, endsQuestion: false, at);
            Write(id, sequence, author, at);
            if (sequence % InARow == 0 || sequence == messages)
            {
                _reads.Insert(id, reader.PersonId, sequence, at.AddMinutes(1));
            }
        }

        _threads.Insert(
            id, unit.MunicipalityId, unit.Id, authors[0].PersonId, clinic.Id, authors[1].PersonId, citizen is null ? ThreadSubjectKind.General : ThreadSubjectKind.Case,
            citizen, ThreadCategory.Considerations, Subject, TextFolding.Fold(Subject), authors[0].PersonId, startedAt, messages,
            startedAt + (Pause * (messages - 1)), facts.AwaitingSide, facts.AwaitingSince, facts.AnsweredAt, ThreadRules.Status(facts), ThreadRules.NextActor(facts), messages);
        _members.Insert(chance.Id(startedAt), id, unit.Id, null, 0, authors[0].PersonId, startedAt);
        _members.Insert(chance.Id(startedAt), id, null, clinic.Id, 0, authors[0].PersonId, startedAt);
        foreach (var author in authors)
        {
            _people.Insert(id, author.PersonId, author.Side, true, messages);
        }
    }

    private void Write(Guid threadId, int sequence, Author author, DateTime at)
    {
        var id = chance.Id(at);
        _messages.Insert(
            id, threadId, sequence, ThreadMessageKind.Message, author.PersonId, author.Name, author.Title, author.Place, author.Side, author.Body, author.Html,
            author.Folded, Renderer.Version, Convert.ToHexStringLower(SHA256.HashData(id.ToByteArray())), at);
    }

    /// <summary>One of the two, and what they write each time.</summary>
    private sealed record Author
    {
        public Author(Guid personId, string name, string title, string place, ThreadSide side, string body)
        {
            (PersonId, Name, Title, Place, Side, Body) = (personId, name, title, place, side, body);
            var rendered = Renderer.Render(body);
            (Html, Folded) = (rendered.Html, TextFolding.Fold($"{name}  {rendered.PlainText}"));
        }

        public Guid PersonId { get; }

        public string Name { get; }

        public string Title { get; }

        public string Place { get; }

        public ThreadSide Side { get; }

        public string Body { get; }

        public string Html { get; }

        public string Folded { get; }
    }
}
