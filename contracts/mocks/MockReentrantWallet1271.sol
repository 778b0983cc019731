// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title A smart account that makes its armed call while it is asked about a signature
/// @dev It says yes only if that call was refused: who asks must ask by a call that can change nothing.
contract MockReentrantWallet1271 {
    address private _target;
    bytes private _data;

    /// @notice Sets the call to make at each question.
    function arm(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        // Safety: the answer is not read; only whether the call could be made counts.
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, ) = _target.call(_data);
        return success ? bytes4(0xffffffff) : IERC1271.isValidSignature.selector;
    }
}
