// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A contract that calls whatever it is told to, now or when it is next called back
/// @dev The base of what re-enters. The outcome of the armed call is kept and does not decide the outer one's.
abstract contract MockPuppet {
    address private _target;
    bytes private _data;
    uint256 private _value;
    bool private _armed;

    bool public fired;
    bool public succeeded;
    bytes public answered;

    /// @notice Sets the call to make, once, at the next callback.
    function arm(address target, bytes calldata data, uint256 value) external {
        (_target, _data, _value, _armed) = (target, data, value, true);
        (fired, succeeded, answered) = (false, false, "");
    }

    /// @notice Makes a call at once, passing its failure on.
    function act(address target, bytes calldata data, uint256 value) external payable returns (bytes memory answer) {
        bool success;
        (success, answer) = target.call{value: value}(data);
        if (!success) {
            // Safety: ends the call with the answer as it came.
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    function _fire() internal {
        if (!_armed) return;
        _armed = false;
        fired = true;
        (succeeded, answered) = _target.call{value: _value}(_data);
    }
}
