// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What has been signed for a contract
/// @notice Signatures are EIP-712 in the contract's own domain, chain id and address inside. Every signed struct names its
/// signer. ECDSA is tried first (65 bytes, low s), then ERC-1271 for signers with code: an account with delegated code
/// (ERC-7702) still signs as itself. A wallet whose contract is not deployed yet cannot sign here.
interface ISigned {
    /// @notice Emitted when a signer voids what it has signed and not yet used.
    /// @param nonce The nonce that is used up by this.
    event NonceVoided(address indexed signer, uint256 nonce);

    /// @notice Thrown when a signature's deadline (Unix seconds, inclusive) has passed.
    error SignatureHasExpired(uint256 deadline);

    /// @notice Thrown when a signature is not the signer's over exactly these parameters, its present nonce where the
    ///         struct has one, this chain and this contract.
    error InvalidSignature(address signer);

    /// @notice Voids every signature that carries the caller's present nonce.
    /// @dev Emits {NonceVoided}.
    /// @return nonce The nonce used up.
    function useNonce() external returns (uint256 nonce);

    /// @notice The nonce that the signer's next signature must carry.
    function nonces(address signer) external view returns (uint256);
}
