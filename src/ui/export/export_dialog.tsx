/** Saves the run in view as a picture or for other programs, and opens trace files. */

import { type ReactElement, useRef, useState } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { View } from '#ui/views/view.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import { DataForm } from './data_form.tsx';
import {
  type ExportFormat,
  exportFormats,
  isPicture,
  type PictureFormat,
  pictureFormats,
  stillFormats,
} from './export_format.ts';
import { PictureForm } from './picture_form.tsx';
import './export_dialog.css';

type Format = ExportFormat | PictureFormat;

export function ExportDialog(props: {
  readonly views: readonly View[];
  /** What the pictures are of, if not of the run in view: then there is nothing else to save. */
  readonly subject?: string;
}): ReactElement {
  const { views, subject } = props;
  const { acts } = usePlayground();
  const words = useWords().exporting;
  const [format, setFormat] = useState<Format>('png');
  const isOther = subject !== undefined;
  return (
    <PageDialog
      title={isOther ? words.pictureTitle : words.title}
      about={isOther ? words.pictureAbout : words.about}
      className="export"
      close={acts.closeDialog}
    >
      <div className="export-formats">
        <Formats
          legend={words.pictures}
          formats={isOther ? stillFormats : pictureFormats}
          {...{ words, format }}
          choose={setFormat}
        />
        {!isOther && (
          <Formats
            legend={words.data}
            formats={exportFormats}
            {...{ words, format }}
            choose={setFormat}
          />
        )}
      </div>
      {isPicture(format) ? (
        <PictureForm words={words} format={format} views={views} subject={subject}>
          {!isOther && <OpenFile words={words} />}
        </PictureForm>
      ) : (
        <DataForm words={words} format={format}>
          <OpenFile words={words} />
        </DataForm>
      )}
    </PageDialog>
  );
}

function Formats(props: {
  readonly words: Words['exporting'];
  readonly legend: string;
  readonly formats: readonly Format[];
  readonly format: Format;
  readonly choose: (format: Format) => void;
}): ReactElement {
  const { words, legend, formats, format, choose } = props;
  return (
    <fieldset>
      <legend>{legend}</legend>
      {formats.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="export-format"
            checked={each === format}
            onChange={() => choose(each)}
          />
          <b>{words.formats[each]}</b>
          <span>{words.formatsAbout[each]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A button that stands for the browser's own, which cannot be worded. */
function OpenFile({ words }: { readonly words: Words['exporting'] }): ReactElement {
  const { acts } = usePlayground();
  const input = useRef<HTMLInputElement>(null);
  const opened = (file: File | undefined): void => {
    if (file === undefined) return;
    file.text().then(
      (text) => {
        acts.closeDialog();
        acts.importRun({ name: file.name, text });
      },
      () => acts.notify({ tone: 'problem', title: words.notOpened(file.name), text: '' }),
    );
  };
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {words.open}
      </button>
      <input
        ref={input}
        type="file"
        accept=".ndjson"
        hidden
        data-testid="trace-file"
        onChange={(event) => opened(event.target.files?.[0])}
      />
    </>
  );
}
