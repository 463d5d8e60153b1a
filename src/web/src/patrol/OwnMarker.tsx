import { Marker } from 'maplibre-gl';
import { useEffect } from 'preact/hooks';
import { useCell } from '../store';
import type { PatrolRun } from './patrolRun';

/** The own position as a dot with an arrow; grey when the phone lost it. */
export function OwnMarker({ run }: { run: PatrolRun }) {
  const districtMap = useCell(run.districtMap);
  useEffect(() => {
    if (districtMap === null) return;
    const element = document.createElement('div');
    element.className = 'own-marker';
    const arrow = document.createElement('i');
    element.append(arrow);
    const marker = new Marker({ element });
    const stops = [
      run.own.fix.follow((fix) => {
        if (fix === null) return;
        marker.setLngLat([fix.lonDeg, fix.latDeg]).addTo(districtMap.map);
        arrow.style.transform = `rotate(${fix.headingDeg ?? 0}deg)`;
        arrow.hidden = fix.headingDeg === null;
      }),
      run.own.state.follow((state) => element.classList.toggle('lost', state !== 'found')),
    ];
    return () => {
      stops.forEach((stop) => stop());
      marker.remove();
    };
  }, [districtMap, run]);
  return null;
}
