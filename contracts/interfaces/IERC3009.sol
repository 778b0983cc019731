// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ERC-3009
/// @notice What Pennypost asks of a token that knows it: transfers by the owner's signature.
interface IERC3009 {
    /// @notice Moves `value` from `from` to the caller, who must be `to`, as `from` authorised by a signature.
    /// @param value In the token's smallest unit.
    /// @param validAfter Unix seconds; valid later than this.
    /// @param validBefore Unix seconds; valid earlier than this.
    /// @param nonce Any 32 bytes that `from` has not used.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;
}
