namespace Freeboard.Data.Store;

/// <summary>Rows of one prepared question that is asked again and again with another number; cells by their place, counted from 0.</summary>
internal interface IRowCursor : IDisposable
{
    /// <summary>Asks the question; what is left of the former answer is dropped.</summary>
    void Ask(long number);

    /// <summary>Goes to the next row; false after the last one.</summary>
    bool Read();

    int Integer(int column);

    /// <summary>The number; NaN where there is none.</summary>
    double Number(int column);
}
