namespace Portal.Data.Certificates;

/// <summary>Which reasons for saying no a type allows, and what each needs besides.</summary>
public static class DeclineRules
{
    /// <summary>Longest word that goes with a no, in characters.</summary>
    public const int LongestNote = 1000;

    /// <summary>The codes that fit a type: lack of time only where the doctor is free to say no, lack of knowledge only where no examination is asked for.</summary>
    /// <remarks>Where it is not settled whether the doctor may decline, lack of time is no reason.</remarks>
    public static IReadOnlyList<DeclineCode> CodesFor(CertificateTypeDefinition type) => [.. Enum.GetValues<DeclineCode>().Where(code => code switch
    {
        DeclineCode.NoTime => type.MayDecline == true,
        DeclineCode.InsufficientKnowledge => type.Attendance == "none",
        DeclineCode.WrongForm or DeclineCode.NotMyPatient or DeclineCode.PatientMoved or DeclineCode.Conflict or DeclineCode.QuestionsUnclear
            or DeclineCode.CitizenRefuses or DeclineCode.NoConsent or DeclineCode.Deceased or DeclineCode.Other => true,
    })];

    /// <summary>Whether the code says nothing without words.</summary>
    public static bool NeedsNote(DeclineCode code) => code is DeclineCode.Other or DeclineCode.QuestionsUnclear;

    /// <returns>What is wrong with a no, by field: <c>code</c>, <c>type</c>, <c>note</c>.</returns>
    /// <param name="isOrderable">Whether the suggested type can be asked for.</param>
    public static IReadOnlyList<FieldError> Check(CertificateTypeDefinition type, DeclineInput input, Func<string, bool> isOrderable)
    {
        var errors = new List<FieldError>();
        if (input.Code is not { } code || !CodesFor(type).Contains(code))
        {
            return [new FieldError("code", "Errors.DeclineCode")];
        }

        if (code == DeclineCode.WrongForm && (input.SuggestedTypeId is null || input.SuggestedTypeId == type.Id || !isOrderable(input.SuggestedTypeId)))
        {
            errors.Add(new FieldError("type", "Errors.DeclineType"));
        }

        if (NeedsNote(code) && string.IsNullOrWhiteSpace(input.Note))
        {
            errors.Add(new FieldError("note", "Errors.DeclineNote"));
        }
        else if (TextRules.CheckText("note", input.Note, LongestNote) is { } error)
        {
            errors.Add(error);
        }

        return errors;
    }
}
