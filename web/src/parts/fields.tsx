import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  value: string;
  onInput(value: string): void;
  hint?: string | undefined;
  /** What is wrong with the value. */
  error?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'search' | 'password' | 'number' | 'date';
  placeholder?: string;
  lines?: number;
}

export function TextField({ label, value, onInput, hint, error, type = 'text', placeholder, lines }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  const shared = {
    id,
    value,
    placeholder,
    autocomplete: 'off',
    spellcheck: false,
    'aria-invalid': error !== undefined,
    'aria-describedby': note === undefined ? undefined : `${id}-note`,
  } as const;
  return (
    <div class={`field ${error === undefined ? '' : 'wrong'}`}>
      <label for={id}>{label}</label>
      {lines === undefined ? (
        // Preact types each kind of input for itself, and would have the union taken apart here.
        <input {...shared} type={type as 'text'} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <textarea {...shared} rows={lines} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {note !== undefined && (
        <p id={`${id}-note`} class="note" role={error === undefined ? undefined : 'alert'}>
          {note}
        </p>
      )}
    </div>
  );
}

interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly (readonly [value: Value, says: string])[];
  onChange(value: Value): void;
  /** Label and choice on one line. */
  inline?: boolean;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, options, onChange, inline = false } = props;
  const id = useId();
  return (
    <div class={`field ${inline ? 'inline' : ''}`}>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value as Value)}>
        {options.map(([option, says]) => (
          <option key={option} value={option} selected={option === value}>
            {says}
          </option>
        ))}
      </select>
    </div>
  );
}
