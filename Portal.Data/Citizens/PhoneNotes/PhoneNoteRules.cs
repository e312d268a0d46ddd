namespace Portal.Data.Citizens.PhoneNotes;

/// <summary>What a note must hold.</summary>
/// <remarks>The authority must note what it learns by word of mouth about the facts of a case (offentlighedsloven § 13).</remarks>
public static class PhoneNoteRules
{
    public const int LongestNote = 4000;

    /// <summary>What is wrong with a note. The names of the fields are those of the form.</summary>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<FieldError> Check(PhoneNoteInput input, DateTime now)
    {
        FieldError?[] errors =
        [
            input.SpokeWith.Length == 0 ? new FieldError("spokeWith", "Errors.SpokeWith") : TextRules.CheckLine("spokeWith", input.SpokeWith),
            input.SpokenAt is null ? new FieldError("spokenOn", "Errors.DateAndTime")
                : input.SpokenAt > now ? new FieldError("spokenOn", "Errors.SpokenLater")
                : null,
            input.Note.Length == 0 ? new FieldError("note", "Errors.NoteEmpty") : TextRules.CheckText("note", input.Note, LongestNote),
        ];
        return [.. errors.OfType<FieldError>()];
    }
}
