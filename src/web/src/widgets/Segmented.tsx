import { moveChoice } from './keys';

/** A row of choices of which one holds; Tab goes to the chosen one, arrows choose. */
export function Segmented<T extends string>({
  label,
  choices,
  chosen,
  nameOf,
  onChoose,
}: {
  label: string;
  choices: readonly T[];
  chosen: T;
  nameOf: (choice: T) => string;
  onChoose: (choice: T) => void;
}) {
  return (
    <div class="segmented" role="radiogroup" aria-label={label} onKeyDown={moveChoice}>
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          role="radio"
          aria-checked={choice === chosen}
          tabIndex={choice === chosen ? 0 : -1}
          data-choice={choice}
          onClick={() => onChoose(choice)}
        >
          {nameOf(choice)}
        </button>
      ))}
    </div>
  );
}
